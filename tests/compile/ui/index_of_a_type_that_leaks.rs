use pgschema::{ColumnGroup, PgDomain, PgEnum, Table};
use rust_decimal::Decimal;

#[derive(PgEnum)]
#[pg(native)]
enum Mood {
    Sad,
    Happy,
}

#[derive(PgEnum)]
enum Status {
    Draft,
    Live,
}

#[derive(PgDomain)]
struct Price(Decimal);

#[derive(ColumnGroup)]
struct Sizes {
    weight: Option<Decimal>,
    count: i64,
}

#[derive(Table)]
#[pg(policy(name = "everything", to(runtime), using = "true"))]
#[pg(index(columns(id, price desc)))]
#[pg(index(columns(mood)))]
#[pg(index(columns(status)))]
#[pg(index(columns(title)))]
#[pg(index(columns(sizes.weight)))]
#[pg(index(columns(sizes.count)))]
#[pg(index(columns(details), using = hash))]
struct Document {
    #[pg(primary_key)]
    id: i64,
    price: Price,
    mood: Mood,
    status: Status,
    #[pg(type = "citext")]
    title: String,
    #[pg(jsonb)]
    details: Vec<u8>,
    #[pg(flatten)]
    sizes: Sizes,
}

fn main() {}
