use pgschema::{ColumnGroup, Table};

#[derive(ColumnGroup)]
struct Stamps {
    created_at: i64,
}

#[derive(ColumnGroup)]
struct Address {
    city: String,
}

#[derive(Table)]
#[pg(index(columns(created_at desc)), unique(columns(titel, city)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
    #[pg(flatten)]
    stamps: Stamps,
    #[pg(flatten)]
    address: Address,
}

fn main() {}
