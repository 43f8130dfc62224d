use pgschema::{BuiltinType, PgType, Table, TypeDef};

struct Cash(i64);

impl PgType for Cash {
    const TYPE: TypeDef = TypeDef::Builtin(BuiltinType::Money);
}

#[derive(Table)]
struct Order {
    #[pg(primary_key)]
    id: i64,
    total: Option<Cash>,
    #[pg(type = "json")]
    details: String,
}

fn main() {}
