use pgschema::Table;

#[derive(Table)]
struct User {
    #[pg(primary_key)]
    id: i64,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(references(User::idd))]
    owner_id: i64,
}

fn main() {}
