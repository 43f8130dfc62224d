use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::sql::DefaultObject;
use crate::sql::RoleName;

pub(crate) static OPEN_DEFAULT_PRIVILEGES: Rule = Rule {
    id: "GRT012",
    name: "open_default_privileges",
    severity: Severity::Error,
    title: "functions that everybody may call as soon as they are made",
    why: "PostgreSQL lets PUBLIC call every new function, and only a default privilege without \
          a schema takes that away: with `IN SCHEMA` the statement does nothing at all.",
    fix: "Leave `Measure::DefaultPrivileges` on: it revokes for all schemas.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    let hardening = Hardening::new("app")
        .without(Measure::DefaultPrivileges, "there are scripts that set them");
    Database::builder().hardened(hardening).table::<Note>().build()
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/open_default_privileges.sql")),
    measure: Some(crate::Measure::DefaultPrivileges),
    check: Check::Database(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let is_revoked = context.database.default_privileges.iter().any(|it| {
        let is_routine = it.on == DefaultObject::Routines;
        it.revoke && is_routine && it.schema.is_none() && it.role == RoleName::Public
    });
    if context.profile.is_some() && !is_revoked {
        findings.add(
            Object::Database,
            "everybody may call the functions that are made later",
        );
    }
}
