use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static QUOTED_NAME: Rule = Rule {
    id: "NAM001",
    name: "quoted_name",
    severity: Severity::Information,
    title: "a name that needs quotes",
    why: "Capital letters, spaces and reserved words must be quoted by everybody who ever \
          writes a query, and whoever forgets it gets another name or an error.",
    fix: "Use small letters, digits and `_`, and no reserved word.",
    bad: r#"
/// An order.
#[derive(Table)]
#[pg(table = "order", tenant = tenant_id)]
struct Order {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    good: r#"
/// An order.
#[derive(Table)]
#[pg(table = "orders", tenant = tenant_id)]
struct Order {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/quoted_name.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let name = table.table.name.name();
    if name.needs_quotes() {
        findings.table(table.table, "has a name that every query must quote");
    }
    for column in &table.table.columns {
        if column.name.needs_quotes() {
            findings.column(
                table.table,
                &column.name,
                "has a name that every query must quote",
            );
        }
    }
}
