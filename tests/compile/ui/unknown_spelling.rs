use pgschema::Table;

#[derive(Table)]
#[pg(rename_all = "camel_case")]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
