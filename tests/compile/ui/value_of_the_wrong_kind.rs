use pgschema::Table;

#[derive(Table)]
#[pg(schema = app, unlogged = true, index(title))]
struct Document {
    #[pg(primary_key = true)]
    id: i64,
    #[pg(max_len = "200")]
    title: String,
    #[pg(check = length(body) <= 200)]
    body: String,
    #[pg(max_len = 200u8)]
    slug: String,
    #[pg(precision = 70000)]
    size: i64,
}

fn main() {}
