use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static MONEY_TYPE: Rule = Rule {
    id: "TYP004",
    name: "money_type",
    severity: Severity::Error,
    title: "PostgreSQL's type money",
    why: "What a value of `money` means depends on `lc_monetary` of the server: the same bytes \
          are dollars or yen, with two digits or none.",
    fix: "Keep the smallest unit as bigint beside a column for the currency, or use numeric.",
    bad: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id)]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "money")]
    price: String,
}
"#,
    good: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id)]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(check = "price_cents >= 0")]
    price_cents: i64,
}
"#,
    catalog: Some(include_str!("../catalog/money_type.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Money]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(
        table.table,
        &column.name,
        "is of the type `money`, which depends on the server's locale",
    );
}
