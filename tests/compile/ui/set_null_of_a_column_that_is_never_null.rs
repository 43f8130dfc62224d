use pgschema::Table;

type Perhaps<T> = Option<T>;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(Document::id, on_delete = set_null))]
    parent_id: i64,
    #[pg(references(Document::id, on_delete = set_null))]
    next_id: Perhaps<i64>,
}

fn main() {}
