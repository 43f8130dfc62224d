use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static UNCHECKED_MONEY: Rule = Rule {
    id: "KEY006",
    name: "unchecked_money",
    severity: Severity::Warning,
    title: "money that may be negative",
    why: "A sign that is wrong in one place is a refund in another. What a column may hold is \
          known when it is made, and nowhere else.",
    fix: "Say it: `#[pg(check = \"total_cents >= 0\")]`.",
    bad: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id)]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
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
    #[pg(check = "price_cents >= 0")]
    price_cents: i64,
}
"#,
    catalog: Some(include_str!("../catalog/unchecked_money.sql")),
    measure: None,
    check: Check::Column(
        Kinds::of(&[Kind::Smallint, Kind::Integer, Kind::Bigint]),
        check,
    ),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let name = &column.name;
    let is_money = name.as_str().ends_with("_cents");
    if is_money && column.generated.is_none() && !table.is_checked(column) {
        findings.column(
            table.table,
            name,
            "is money by its name, and may be negative",
        );
    }
}
