use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key, identity, default = 1)]
    id: i64,
    #[pg(jsonb, type = "json")]
    body: String,
    #[pg(type = "numeric", precision = 12)]
    size: i64,
    #[pg(default = 1, no_default)]
    number: i64,
    #[pg(scale = 2)]
    weight: i64,
}

fn main() {}
