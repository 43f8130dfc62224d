use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: u64,
}

fn main() {}
