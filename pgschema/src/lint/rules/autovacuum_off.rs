use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static AUTOVACUUM_OFF: Rule = Rule {
    id: "OPS001",
    name: "autovacuum_off",
    severity: Severity::Error,
    title: "a table that autovacuum leaves alone",
    why: "Dead rows stay, the table grows without end, statistics are never taken, and the day \
          comes when the server must freeze the table at once to survive.",
    fix: "Leave it on, and make it run more often where a table changes much: \
          `storage(autovacuum_vacuum_scale_factor = 0.01)`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, storage(autovacuum_enabled = false))]
#[pg(allow(autovacuum_off, reason = "shows the defect"))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, storage(autovacuum_vacuum_scale_factor = 0.01))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/autovacuum_off.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let is_off = |(name, value): (&str, &str)| {
        matches!(name, "autovacuum_enabled" | "toast.autovacuum_enabled")
            && matches!(
                value.to_ascii_lowercase().as_str(),
                "false" | "off" | "no" | "0"
            )
    };
    if table.table.storage.iter().any(is_off) {
        findings.table(table.table, "autovacuum is switched off");
    }
}
