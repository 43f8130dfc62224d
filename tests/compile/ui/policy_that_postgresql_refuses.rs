use pgschema::Table;

#[derive(Table)]
#[pg(policy(name = "writers", for = insert, to(runtime), using = "true"))]
#[pg(policy(name = "readers", for = select, to(runtime), with_check = "true"))]
#[pg(policy(name = "cleaners", for = delete, to(runtime), using = "true", with_check = "true"))]
#[pg(policy(name = "nobody", to(runtime)))]
struct Document {
    #[pg(primary_key)]
    id: i64,
}

fn main() {}
