use pgschema::Table;

struct Money {
    cents: i64,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    worth: Money,
}

fn main() {}
