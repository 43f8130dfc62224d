use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
    #[pg(generated(stored = |d| d.title.lower()))]
    size: i64,
}

fn main() {}
