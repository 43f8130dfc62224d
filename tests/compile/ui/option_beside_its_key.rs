use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(Document::id), on_delete = cascade)]
    parent_id: Option<i64>,
}

fn main() {}
