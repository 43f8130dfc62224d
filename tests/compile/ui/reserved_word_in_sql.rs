use pgschema::Table;

#[derive(Table)]
#[pg(check("order > 0 AND \"group\" > 0"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    order: i32,
    group: i32,
    #[pg(check = "user <> ''")]
    user: String,
}

fn main() {}
