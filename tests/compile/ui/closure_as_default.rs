use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(default = |d| d.id)]
    number: i64,
}

fn main() {}
