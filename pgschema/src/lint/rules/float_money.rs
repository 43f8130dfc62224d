use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;
use pgschema_syntax::money::is_money;

pub(crate) static FLOAT_MONEY: Rule = Rule {
    id: "TYP003",
    name: "float_money",
    severity: Severity::Error,
    title: "money as a floating-point number",
    why: "Binary fractions can't hold 0.10 exactly. Sums drift, comparisons fail, and the \
          books don't close.",
    fix: "Keep the smallest unit as bigint (`total_cents: i64`) with a CHECK, or use numeric \
          with a precision and a scale.",
    bad: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id)]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(allow(float_money, reason = "shows the defect"))]
    price: f64,
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
    price_weight: f64,
}
"#,
    catalog: Some(include_str!("../catalog/float_money.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Float]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    if is_money(column.name.as_str()) {
        findings.column(
            table.table,
            &column.name,
            "is money by its name, and can't be exact",
        );
    }
}
