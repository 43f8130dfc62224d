use pgschema::Table;

type Euro = f64;

#[derive(Table)]
struct Order {
    #[pg(primary_key)]
    id: i64,
    total_price: Euro,
    shipping_fee: Option<f32>,
    weight: f64,
}

fn main() {}
