use pgschema::Table;

#[derive(Table)]
#[pg(check(|d| d.size.gt("large")))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    size: i64,
}

fn main() {}
