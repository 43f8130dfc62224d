//! Only what was sealed gets into an encrypted column, and only an encrypted column is sealed.

use pgschema::{Database, Table, query};

#[derive(Table)]
#[pg(table = "people")]
struct Person {
    #[pg(primary_key)]
    id: i64,
    #[pg(encrypted)]
    card: Vec<u8>,
    photo: Vec<u8>,
}

fn insert(database: &Database) {
    let _ = query::insert::<Person>(database).value(|p| p.card, b"4111 1111".to_vec());
    let _ = query::insert::<Person>(database).value(|p| p.card, "4111 1111");
    let _ = pgschema::encryption::column::<Person>(database, |p| p.photo);
}

fn main() {}
