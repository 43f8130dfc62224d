use pgschema::Table;

#[derive(Table)]
#[pg(allow(no_row_securty, reason = "public"))]
#[pg(allow(TYP009, reason = "few rows"))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    #[pg(allow(clippy, reason = "it complains"))]
    price: f64,
}

fn main() {}
