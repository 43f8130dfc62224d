use pgschema::Table;

#[derive(Table)]
#[pg(
    check("id > 0", name = "positive"),
    unique(columns(title), name = "positive")
)]
#[pg(
    index(columns(title), name = "by_title"),
    index(columns(kind), name = "by_title")
)]
#[pg(policy(name = "readers", for = select, to(readonly), using = "true"))]
#[pg(policy(name = "readers", for = delete, to(readonly), using = "true"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
    #[pg(name = "title")]
    kind: String,
}

fn main() {}
