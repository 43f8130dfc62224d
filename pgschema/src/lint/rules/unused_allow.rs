use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static UNUSED_ALLOW: Rule = Rule {
    id: "ALW001",
    name: "unused_allow",
    severity: Severity::Warning,
    title: "an allow that allows nothing",
    why: "What it once allowed is gone, or never was. Whoever reads it thinks there is \
          something to be wary of, and the day the defect comes it is silenced.",
    fix: "Remove it.",
    bad: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id)]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(allow(float_money, reason = "an estimate"), check = "price_cents >= 0")]
    price_cents: i64,
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
    #[pg(allow(float_money, reason = "an estimate"))]
    price: f64,
}
"#,
    catalog: None,
    measure: None,
    check: Check::Allowed,
};
