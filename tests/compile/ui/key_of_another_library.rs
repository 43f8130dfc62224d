use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key, auto_increment)]
    id: i64,
    #[pg(rename = "kind")]
    r#type: String,
}

fn main() {}
