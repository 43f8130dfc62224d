use pgschema::Table;

#[derive(Table)]
#[pg(primary_key(columns(order_id, number)))]
struct Line {
    #[pg(primary_key)]
    order_id: i64,
    number: i32,
}

fn main() {}
