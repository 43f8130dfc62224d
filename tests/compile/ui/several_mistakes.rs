use pgschema::Table;

#[derive(Table)]
#[pg(schema = "pg_app", index(columns(titel)))]
struct Document {
    #[pg(primary_key)]
    id: Option<i64>,
    #[pg(check = "length(titel) <= 200")]
    title: String,
    #[pg(default = now(), generated(stored = "1"))]
    size: i64,
}

fn main() {}
