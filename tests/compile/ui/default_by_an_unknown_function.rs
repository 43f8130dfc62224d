use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(default = nwo())]
    created_at: std::time::SystemTime,
    #[pg(default = next_number())]
    number: i64,
}

fn main() {}
