use pgschema::Table;

#[derive(Table)]
#[pg(schema, table = , index)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references)]
    owner_id: i64,
    #[pg(default)]
    title: String,
}

fn main() {}
