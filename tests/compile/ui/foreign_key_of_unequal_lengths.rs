use pgschema::Table;

#[derive(Table)]
#[pg(foreign_key(columns(parent_id), references(Document::id, Document::version)))]
#[pg(foreign_key(columns(parent_id, version), references(Document::id, Other::version)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    parent_id: i64,
    version: i32,
}

fn main() {}
