use pgschema::Table;

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(User::id))]
    owner_id: i64,
}

fn main() {}
