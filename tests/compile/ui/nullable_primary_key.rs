use pgschema::Table;

#[derive(Table)]
#[pg(primary_key(columns(order_id, number)))]
struct Line {
    order_id: i64,
    number: Option<i32>,
}

#[derive(Table)]
struct Document {
    #[pg(primary_key)]
    id: Option<i64>,
}

fn main() {}
