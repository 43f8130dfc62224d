use pgschema::{ColumnGroup, Table};

#[derive(ColumnGroup)]
struct Times {
    created_at: i64,
    deleted_at: Option<i64>,
}

#[derive(Table)]
#[pg(check("created_at > 0"), check("deletd_at > 0"), index(columns("lower(titel)")))]
#[pg(allow(leaky_index, reason = "a test"))]
#[pg(policy(name = "all", to(public), using = "state = 'open'"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(check = "heading <> ''", name = "title")]
    heading: String,
    #[pg(flatten)]
    times: Times,
}

fn main() {}
