use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key, type = "bigserial")]
    id: i64,
    #[pg(type = "varchar(0)")]
    title: String,
    #[pg(type = "numeric(1001, 2)")]
    size: String,
}

fn main() {}
