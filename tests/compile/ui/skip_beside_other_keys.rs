use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(skip, unique)]
    cache: String,
}

fn main() {}
