use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(nullable)]
    title: String,
    #[pg(jsonb, nullable)]
    body: Option<Vec<String>>,
}

fn main() {}
