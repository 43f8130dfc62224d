use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static UNLOGGED_TABLE: Rule = Rule {
    id: "TYP019",
    name: "unlogged_table",
    severity: Severity::Warning,
    title: "a table that a crash empties",
    why: "An unlogged table is truncated after a crash, and is on no replica and in no backup \
          of the log.",
    fix: "Leave `unlogged` out, unless the rows can be had again from somewhere else.",
    bad: r#"
/// What was looked up lately.
#[derive(Table)]
#[pg(table = "lookups", tenant = tenant_id, unlogged)]
struct Lookup {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    good: r#"
/// What was looked up lately.
#[derive(Table)]
#[pg(table = "lookups", tenant = tenant_id)]
struct Lookup {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/unlogged_table.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if table.table.unlogged {
        findings.table(table.table, "is empty after a crash, and on no replica");
    }
}
