use pgschema::Table;

#[derive(Table)]
enum Document {
    Draft,
}

fn main() {}
