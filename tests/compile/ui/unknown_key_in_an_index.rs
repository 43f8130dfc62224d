use pgschema::Table;

#[derive(Table)]
#[pg(index(columns(title), method = gin))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
}

fn main() {}
