use pgschema::Table;

#[derive(Table)]
#[pg(index(columns(title), using = hash, unique))]
#[pg(index(columns(title desc), using = gin))]
#[pg(index(columns(title, id), using = hash))]
#[pg(index(columns(title), nulls_not_distinct))]
#[pg(index(using = gin))]
#[pg(index(columns()))]
#[pg(index(columns(title), using = brin, unique))]
#[pg(index(columns(title), using = gin, include(id)))]
#[pg(index(columns(title, id), using = spgist))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    title: String,
}

fn main() {}
