use pgschema::{PgDomain, Table};

#[derive(PgDomain)]
#[pg(transparent)]
struct UserId(i64);

#[derive(PgDomain)]
#[pg(transparent)]
struct DocumentId(i64);

#[derive(Table)]
struct User {
    #[pg(primary_key)]
    id: UserId,
}

#[derive(Table)]
#[pg(foreign_key(columns(reader_id), references(User::id)))]
struct Document {
    #[pg(primary_key)]
    id: DocumentId,
    #[pg(references(User::id))]
    owner_id: DocumentId,
    reader_id: Option<i64>,
}

fn main() {}
