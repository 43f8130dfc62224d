use pgschema::Table;

#[derive(Table)]
#[pg(schema = "app")]
#[pg(schema = "app")]
struct Document {
    #[pg(primary_key, primary_key)]
    id: i64,
}

fn main() {}
