use pgschema::Table;

#[derive(Table)]
struct Document(i64, String);

fn main() {}
