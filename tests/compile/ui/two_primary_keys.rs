use pgschema::Table;

#[derive(Table)]
struct Line {
    #[pg(primary_key)]
    order_id: i64,
    #[pg(primary_key)]
    number: i32,
}

fn main() {}
