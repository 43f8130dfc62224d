use pgschema::Table;

#[derive(Table)]
#[pg(rename_all = "camelCase")]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(name = "kind", check = "type <> ''")]
    r#type: String,
    #[pg(check = "created_at > 0")]
    created_at: i64,
    #[pg(check = "updatedAt > 0")]
    updated_at: i64,
}

fn main() {}
