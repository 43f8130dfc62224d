use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(Document::id, on_delete = set_null(id)))]
    next_id: Option<i64>,
    #[pg(references(Document::id, on_update = set_null(last_id)))]
    last_id: Option<i64>,
}

fn main() {}
