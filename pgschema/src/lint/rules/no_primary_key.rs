use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static NO_PRIMARY_KEY: Rule = Rule {
    id: "KEY001",
    name: "no_primary_key",
    severity: Severity::Error,
    title: "a table without a primary key",
    why: "Rows can't be told apart: a job that runs twice adds them twice, logical replication \
          can't change them, and nothing can refer to them.",
    fix: "Put `primary_key` on a field, or `primary_key(columns(…))` on the struct.",
    bad: r#"
/// What was measured.
#[derive(Table)]
#[pg(table = "measurements", tenant = tenant_id, no_primary_key)]
struct Measurement {
    tenant_id: Uuid,
    value: f64,
}
"#,
    good: r#"
/// What was measured.
#[derive(Table)]
#[pg(table = "measurements", tenant = tenant_id)]
struct Measurement {
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
    value: f64,
}
"#,
    catalog: Some(include_str!("../catalog/no_primary_key.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if table.table.primary_key().is_empty() {
        findings.table(table.table, "its rows can't be told apart");
    }
}
