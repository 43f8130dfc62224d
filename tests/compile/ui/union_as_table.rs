use pgschema::Table;

#[derive(Table)]
union Document {
    id: i64,
}

fn main() {}
