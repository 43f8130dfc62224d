use pgschema::Table;

#[derive(Table)]
#[pg(allow(no_row_security))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(allow(float_money, reason = " "))]
    price: f64,
    #[pg(allow(reason = "none"))]
    size: f64,
}

fn main() {}
