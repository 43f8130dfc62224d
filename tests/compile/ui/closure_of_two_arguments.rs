use pgschema::Table;

#[derive(Table)]
#[pg(check(|a, b| a.eq(b)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
