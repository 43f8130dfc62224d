use pgschema::{ColumnGroup, Table};
use std::time::SystemTime;

#[derive(ColumnGroup)]
struct Times {
    #[pg(default = now())]
    created_at: SystemTime,
    #[pg(touch)]
    updated_at: SystemTime,
}

#[derive(Table)]
#[pg(append_only)]
struct Deed {
    #[pg(primary_key)]
    id: i64,
    #[pg(flatten)]
    times: Times,
}

fn main() {}
