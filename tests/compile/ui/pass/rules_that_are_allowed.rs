//! What is refused for a rule is let through where the rule is allowed.

use pgschema::{BuiltinType, ColumnGroup, PgEnum, PgType, Table, TypeDef};
use rust_decimal::Decimal;

struct Cash(i64);

impl PgType for Cash {
    const TYPE: TypeDef = TypeDef::Builtin(BuiltinType::Money);
}

#[derive(PgEnum)]
#[pg(int)]
#[repr(i16)]
enum Level {
    Low = 1,
    High = 2,
}

#[derive(ColumnGroup)]
struct Sizes {
    #[pg(allow(leaky_index, reason = "a report of the owner sorts by it"))]
    weight: Decimal,
}

#[derive(Table)]
#[pg(tenant = tenant_id)]
#[pg(storage(autovacuum_enabled = off))]
#[pg(allow(autovacuum_off, reason = "emptied and filled by a job that vacuums"))]
#[pg(index(columns(price)), index(columns(sizes.weight)))]
struct Order {
    #[pg(primary_key, allow(small_primary_key, reason = "a few for each tenant"))]
    id: i32,
    tenant_id: i64,
    #[pg(allow(leaky_index, reason = "a report of the owner sorts by it"))]
    price: Decimal,
    #[pg(allow(naive_timestamp, reason = "the time on the wall"))]
    opens_at: chrono::NaiveDateTime,
    #[pg(type = "timetz", allow(time_with_time_zone, reason = "from another system"))]
    closes_at: String,
    #[pg(allow(money_type, reason = "from another system"))]
    total: Cash,
    #[pg(type = "json", allow(json_column, reason = "signed as it was written"))]
    signed: String,
    #[pg(type = "bigserial", allow(serial_column, reason = "from another system"))]
    number: i64,
    #[pg(allow(float_money, reason = "estimated"))]
    price_in_stars: f32,
    #[pg(flatten)]
    sizes: Sizes,
}

#[derive(Table)]
#[pg(owner = user_id, allow(leaky_index, reason = "a SECURITY DEFINER function looks them up"))]
#[pg(index(columns(tags), using = gin), index(columns("lower(title)")))]
struct Note {
    #[pg(primary_key)]
    id: i64,
    user_id: i64,
    title: String,
    tags: Vec<String>,
}

/// As many rows as variants.
#[derive(Table)]
struct LevelName {
    #[pg(primary_key)]
    level: Level,
    name: String,
}

/// As many rows as orders.
#[derive(Table)]
struct Receipt {
    #[pg(primary_key, references(Order::id))]
    order_id: i32,
}

/// Numbered within its order.
#[derive(Table)]
#[pg(primary_key(columns(order_id, number)))]
struct Line {
    #[pg(references(Order::id))]
    order_id: i32,
    number: i16,
}

fn main() {
    let _ = <Order as Table>::TABLE;
}
