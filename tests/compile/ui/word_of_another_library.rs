use pgschema::Table;

#[derive(Table)]
struct User {
    #[pg(primary_key)]
    id: i64,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(User::id, on_delete = nullify))]
    reader_id: Option<i64>,
    #[pg(references(User::id, on_delete = delete, on_update = Nothing))]
    owner_id: i64,
    #[pg(references(User::id, on_delete = SetNull))]
    editor_id: Option<i64>,
    #[pg(references(User::id, on_delete = explode))]
    author_id: i64,
}

fn main() {}
