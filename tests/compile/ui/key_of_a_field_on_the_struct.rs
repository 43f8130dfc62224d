use pgschema::Table;

#[derive(Table)]
#[pg(max_len = 200)]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
