use pgschema::{ColumnGroup, Table};

#[derive(ColumnGroup)]
struct Times {
    created_at: i64,
}

#[derive(Table)]
#[pg(index(columns(times)), index(columns(times.created)), index(columns(id.created_at)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(flatten)]
    times: Times,
}

#[derive(Table)]
#[pg(index(columns(times.created)))]
struct Event {
    #[pg(primary_key)]
    id: i64,
    #[pg(flatten)]
    times: Times,
}

fn main() {}
