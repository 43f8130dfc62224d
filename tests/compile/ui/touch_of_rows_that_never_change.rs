use pgschema::Table;
use std::time::SystemTime;

#[derive(Table)]
#[pg(append_only)]
struct Deed {
    #[pg(primary_key)]
    id: i64,
    #[pg(touch)]
    updated_at: SystemTime,
}

fn main() {}
