use pgschema::Table;

#[derive(Table)]
#[pg]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg()]
    title: String,
    #[pg = "jsonb"]
    body: String,
}

fn main() {}
