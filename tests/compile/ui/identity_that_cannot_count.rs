use pgschema::{PgDomain, Table};

#[derive(PgDomain)]
struct Number(i64);

#[derive(Table)]
struct Document {
    #[pg(primary_key, identity)]
    id: uuid::Uuid,
    #[pg(identity(by_default, start = 10))]
    number: Number,
}

fn main() {}
