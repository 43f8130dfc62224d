use pgschema::Table;

#[derive(Table)]
struct Document {
    id: i64,
}

fn main() {}
