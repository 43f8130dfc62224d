use pgschema::Table;

#[derive(Table)]
#[pg(index(columns(title descending), using = btre))]
#[pg(policy(name = "readers", for = read, to(readers), using = "true"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(Document::id, on_delete = casacde))]
    parent_id: Option<i64>,
    #[pg(storage = compressed)]
    title: String,
}

fn main() {}
