use pgschema::{PgDomain, Table};

#[derive(PgDomain)]
#[pg(check = "VALUE <= (SELECT max(size) FROM limits)")]
struct Size(i64);

#[derive(Table)]
#[pg(check(name = "few", "count(*) < 100"))]
#[pg(index(columns("rank() OVER (ORDER BY number)")))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(default = "(SELECT max(number) + 1 FROM documents)")]
    number: i64,
    #[pg(generated(stored = "sum(number)"))]
    total: i64,
    #[pg(check = "EXISTS (SELECT FROM folders f WHERE f.id = folder_id)")]
    folder_id: i64,
}

fn main() {}
