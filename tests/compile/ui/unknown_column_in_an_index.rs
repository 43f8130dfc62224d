use pgschema::Table;

#[derive(Table)]
#[pg(index(columns(owner_id, created desc)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    owner_id: i64,
    created_at: i64,
}

fn main() {}
