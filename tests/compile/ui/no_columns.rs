use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(skip)]
    cache: String,
}

fn main() {}
