//! A struct without padding, to whose fields there can't be references.

use pgschema::Table;

#[derive(Table)]
#[repr(C, packed)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
}

fn main() {
    let _ = <Document as Table>::TABLE;
}
