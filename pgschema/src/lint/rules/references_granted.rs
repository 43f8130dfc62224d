use crate::define::Privilege;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::TableGrant;
use crate::sql::RoleName;

pub(crate) static REFERENCES_GRANTED: Rule = Rule {
    id: "RLS028",
    name: "references_granted",
    severity: Severity::Warning,
    title: "the right to refer to a table or to put triggers on it",
    why: "With REFERENCES a role finds out which keys are there, whatever policies say; with \
          TRIGGER it has code run by whoever writes to the table. An application needs \
          neither.",
    fix: "Leave `references` and `trigger` to the owner.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, grant(select, references, to(runtime)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, grant(select, to(runtime)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/references_granted.sql")),
    measure: None,
    check: Check::Grant(check),
};

fn check(table: &TableContext<'_>, grant: &TableGrant, findings: &mut Findings) {
    let RoleName::Named(role) = &grant.role else {
        return;
    };
    let found = grant
        .privileges
        .iter()
        .find(|it| matches!(it.privilege, Privilege::References | Privilege::Trigger));
    if let Some(found) = found
        && table.context.is_runtime(&grant.role)
    {
        let message = format!("gives {}, which no policy binds", found.privilege.as_str());
        findings.part(table.table, Part::Grant, role, message);
    }
}
