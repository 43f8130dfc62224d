use pgschema::Table;

#[derive(Table)]
#[pg(shema = "app", color = "red")]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
