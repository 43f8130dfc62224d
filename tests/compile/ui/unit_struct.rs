use pgschema::Table;

#[derive(Table)]
struct Document;

fn main() {}
