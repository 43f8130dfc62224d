use pgschema::{ColumnGroup, Table};

#[derive(ColumnGroup)]
struct Times {
    created_at: i64,
    deleted_at: Option<i64>,
}

#[derive(Table)]
#[pg(check("created_at > 0"), check("deletd_at > 0"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(flatten)]
    times: Times,
}

fn main() {}
