use crate::define::Privilege;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::scan::has_word_of;
use crate::lint::{Part, Rule, Severity};
use crate::model::TableGrant;
use crate::sql::RoleName;

pub(crate) static CHANGEABLE_AUDIT: Rule = Rule {
    id: "GRT023",
    name: "changeable_audit",
    severity: Severity::Error,
    title: "an audit trail that the application can change",
    why: "Who can change or remove entries can hide what they did. A trail is worth what its \
          entries are worth after an attack.",
    fix: "Make the table `append_only`: nobody gets UPDATE, DELETE or TRUNCATE, and triggers \
          refuse them to the owner as well.",
    bad: r#"
/// Who did what.
#[derive(Table)]
#[pg(table = "audit_log", tenant = tenant_id)]
struct Entry {
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
}
"#,
    good: r#"
/// Who did what.
#[derive(Table)]
#[pg(table = "audit_log", tenant = tenant_id, append_only)]
struct Entry {
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
}
"#,
    catalog: Some(include_str!("../catalog/changeable_audit.sql")),
    measure: None,
    check: Check::Grant(check),
};

fn check(table: &TableContext<'_>, grant: &TableGrant, findings: &mut Findings) {
    let RoleName::Named(role) = &grant.role else {
        return;
    };
    const TRAILS: [&str; 3] = ["audit", "ledger", "journal"];
    if !has_word_of(table.table.name.name(), &TRAILS) || !table.context.is_runtime(&grant.role) {
        return;
    }
    let changes: Vec<&str> = grant
        .privileges
        .iter()
        .map(|it| it.privilege)
        .filter(|it| {
            matches!(
                it,
                Privilege::Update | Privilege::Delete | Privilege::Truncate
            )
        })
        .map(Privilege::as_str)
        .collect();
    if !changes.is_empty() {
        let message = format!(
            "{role} may {} what is an audit trail by its name",
            changes.join(", ")
        );
        findings.part(table.table, Part::Grant, role, message);
    }
}
