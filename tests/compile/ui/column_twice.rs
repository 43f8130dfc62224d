use pgschema::Table;

#[derive(Table)]
#[pg(unique(columns(title, title)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
}

fn main() {}
