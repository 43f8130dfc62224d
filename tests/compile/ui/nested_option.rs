use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: Option<Option<String>>,
}

fn main() {}
