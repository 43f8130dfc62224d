//! What is sealed is bytes, whatever was sealed.

use pgschema::Table;

#[derive(Table)]
#[pg(table = "people")]
struct Person {
    #[pg(primary_key)]
    id: i64,
    #[pg(encrypted)]
    card: String,
    #[pg(encrypted(blind_index))]
    phone: Option<i64>,
}

fn main() {}
