//! What stands beside `encrypted`.

use pgschema::Table;

#[derive(Table)]
#[pg(table = "people")]
struct Person {
    #[pg(primary_key)]
    id: i64,
    #[pg(encrypted(blind_index), type = "text")]
    pin: String,
    pin_key_id: i32,
    #[pg(encrypted)]
    ssn: Vec<u8>,
    ssn_key_id: i32,
    #[pg(encrypted(index))]
    email: Vec<u8>,
    #[pg(encrypted = true)]
    street: Vec<u8>,
}

fn main() {}
