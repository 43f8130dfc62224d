use pgschema::{ColumnGroup, PgDomain, PgEnum, Table};

#[derive(PgEnum)]
enum Status {
    Draft,
    Done,
}

#[derive(PgDomain)]
struct Title(String);

#[derive(PgDomain)]
#[pg(transparent)]
struct Size(i64);

#[derive(ColumnGroup)]
struct Counts {
    #[pg(max_len = 3)]
    seen: Option<i32>,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(max_len = 200)]
    title: Title,
    #[pg(max_len = 200)]
    note: Option<String>,
    #[pg(max_len = 20, type = "citext")]
    slug: String,
    #[pg(max_len = 20)]
    status: Status,
    #[pg(max_len = 20)]
    size: Option<Size>,
    #[pg(max_len = 32)]
    hash: Vec<u8>,
    #[pg(max_len = 10)]
    tags: Vec<String>,
    #[pg(flatten)]
    counts: Counts,
}

fn main() {}
