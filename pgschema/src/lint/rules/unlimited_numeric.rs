use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;
use pgschema_syntax::money::is_money;

pub(crate) static UNLIMITED_NUMERIC: Rule = Rule {
    id: "TYP012",
    name: "unlimited_numeric",
    severity: Severity::Warning,
    title: "money without a precision",
    why: "A bare numeric keeps whatever comes: a hundred digits, a price with twelve decimals. \
          Sums are then not what is printed.",
    fix: "Say `precision = 12, scale = 2`, or keep the smallest unit as bigint.",
    bad: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id)]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    price: Decimal,
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
    #[pg(precision = 12, scale = 2)]
    price: Decimal,
}
"#,
    catalog: Some(include_str!("../catalog/unlimited_numeric.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Numeric]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    if is_money(column.name.as_str()) {
        findings.column(
            table.table,
            &column.name,
            "is money by its name, and takes any number of digits",
        );
    }
}
