use pgschema::Table;

#[derive(Table)]
#[pg(policy(for = select, to(runtime), using = "true"))]
#[pg(policy(name = "readers", using = "true"))]
#[pg(policy(name = "writers", to(), using = "true"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
