//! Keywords as names of fields, types and variants.

#![allow(non_camel_case_types)]

use pgschema::{ColumnGroup, Database, PgEnum, Table, Version};

#[derive(PgEnum)]
enum r#type {
    r#Move,
    r#Loop,
}

#[derive(ColumnGroup)]
struct r#struct {
    r#where: i64,
}

#[derive(Table)]
#[pg(index(columns(r#type)), index(columns(r#in.r#where)), unique(columns(type, r#loop)))]
#[pg(check(|d| d.r#loop.gt(0)), check("\"loop\" > 0 AND \"type\" <> 'x'"))]
struct r#enum {
    #[pg(primary_key)]
    r#move: i64,
    #[pg(references(r#enum::r#move))]
    r#loop: i64,
    r#type: r#type,
    #[pg(flatten)]
    r#in: r#struct,
}

fn main() {
    let database = Database::builder()
        .schema("app")
        .table::<r#enum>()
        .build()
        .unwrap();
    let sql = database.render(Version::V18).unwrap();
    for part in [
        "app.enum",
        "loop bigint",
        "\"where\" bigint",
        "'move', 'loop'",
    ] {
        assert!(sql.contains(part), "{part} is not in\n{sql}");
    }
}
