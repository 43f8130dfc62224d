//! Columns that nobody finds a row by.

use pgschema::Table;

#[derive(Table)]
#[pg(table = "people", primary_key(columns(id, card)))]
#[pg(index(columns(card)), unique(columns(phone)), index(columns(id), include(phone)))]
struct Person {
    id: i64,
    #[pg(encrypted)]
    card: Vec<u8>,
    #[pg(encrypted(blind_index), unique)]
    phone: Option<Vec<u8>>,
    #[pg(encrypted, check = "length(pin) = 4", default = "''")]
    pin: Vec<u8>,
}

fn main() {}
