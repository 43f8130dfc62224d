use pgschema::Table;

#[derive(Table)]
struct Line {
    #[pg(primary_key(columns(order_id, number)))]
    order_id: i64,
    number: i32,
}

fn main() {}
