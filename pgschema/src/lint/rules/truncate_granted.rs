use crate::define::Privilege;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::{Findings, part_of};
use crate::lint::{Object, Part, Rule, Severity};
use crate::model::{Table, TableGrant};
use crate::sql::RoleName;

pub(crate) static TRUNCATE_GRANTED: Rule = Rule {
    id: "RLS027",
    name: "truncate_granted",
    severity: Severity::Error,
    title: "the right to TRUNCATE a table with row-level security",
    why: "TRUNCATE doesn't look at rows, so no policy holds: one statement removes the rows of \
          every tenant.",
    fix: "Grant `delete`, which policies bind.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, grant(select, truncate, to(runtime)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, grant(select, delete, to(runtime)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/truncate_granted.sql")),
    measure: None,
    check: Check::Grant(check),
};

fn check(table: &TableContext<'_>, grant: &TableGrant, findings: &mut Findings) {
    let truncates = grant
        .privileges
        .iter()
        .any(|it| it.privilege == Privilege::Truncate);
    if truncates && table.is_bound() && table.context.is_runtime(&grant.role) {
        let message = format!("lets {} remove the rows of every tenant", grant.role);
        findings.add(grant_of(table.table, grant), message);
    }
}

/// The grant as an object; of PUBLIC, which has no name, the table.
fn grant_of(table: &Table, grant: &TableGrant) -> Object {
    match &grant.role {
        RoleName::Named(role) => part_of(table, Part::Grant, role),
        _ => Object::Table(table.name.clone()),
    }
}
