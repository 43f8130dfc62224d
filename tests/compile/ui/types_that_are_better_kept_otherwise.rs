use pgschema::{BuiltinType, PgType, Table, TypeDef};

struct Cash(i64);

impl PgType for Cash {
    const TYPE: TypeDef = TypeDef::Builtin(BuiltinType::Money);
}

struct RawJson(String);

impl PgType for RawJson {
    const TYPE: TypeDef = TypeDef::Builtin(BuiltinType::Json);
}

#[derive(Table)]
struct Order {
    #[pg(primary_key)]
    id: i64,
    total: Option<Cash>,
    details: RawJson,
    #[pg(type = "json")]
    by_its_name: String,
}

fn main() {}
