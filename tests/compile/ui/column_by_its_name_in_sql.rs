use pgschema::Table;

#[derive(Table)]
#[pg(index(columns(kind)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(name = "kind")]
    r#type: String,
}

fn main() {}
