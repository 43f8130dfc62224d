use pgschema::Table;

#[derive(Table)]
#[pg(schema = "app" table = "documents")]
struct Document {
    #[pg(primary_key default = 1)]
    id: i64,
}

fn main() {}
