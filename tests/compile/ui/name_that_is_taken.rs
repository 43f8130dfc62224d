use pgschema::Table;

#[derive(Table)]
#[pg(schema = "pg_private", table = "")]
struct Document {
    #[pg(primary_key)]
    id: i64,
    xmin: i64,
}

fn main() {}
