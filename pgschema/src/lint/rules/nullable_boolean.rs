use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static NULLABLE_BOOLEAN: Rule = Rule {
    id: "TYP013",
    name: "nullable_boolean",
    severity: Severity::Information,
    title: "a boolean with three values",
    why: "NULL is neither true nor false: `WHERE is_urgent` and `WHERE NOT is_urgent` both \
          leave the row out.",
    fix: "Use `bool` with a default, or an enum that names the third case.",
    bad: r#"
/// A request for help.
#[derive(Table)]
#[pg(table = "tickets", tenant = tenant_id)]
struct Ticket {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    is_urgent: Option<bool>,
}
"#,
    good: r#"
/// A request for help.
#[derive(Table)]
#[pg(table = "tickets", tenant = tenant_id)]
struct Ticket {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(default = false)]
    is_urgent: bool,
}
"#,
    catalog: Some(include_str!("../catalog/nullable_boolean.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Boolean]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    if column.nullable {
        findings.column(table.table, &column.name, "is true, false or NULL");
    }
}
