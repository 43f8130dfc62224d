use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(Document))]
    parent_id: i64,
    #[pg(references(on_delete = cascade))]
    next_id: i64,
}

fn main() {}
