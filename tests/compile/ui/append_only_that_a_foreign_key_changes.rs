use pgschema::Table;

#[derive(Table)]
struct User {
    #[pg(primary_key)]
    id: i64,
}

#[derive(Table)]
#[pg(append_only)]
#[pg(foreign_key(columns(editor_id), references(User::id), on_delete = set_default(editor_id)))]
struct Event {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(User::id, on_delete = cascade, on_update = cascade))]
    author_id: i64,
    #[pg(references(User::id, on_delete = set_null, on_update = restrict))]
    reader_id: Option<i64>,
    #[pg(references(User::id, on_delete = restrict, on_update = no_action))]
    owner_id: i64,
    editor_id: i64,
}

fn main() {}
