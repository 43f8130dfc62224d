use pgschema::Table;

#[derive(Table)]
#[pg(unique(columns(cache)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(skip)]
    cache: String,
}

fn main() {}
