use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};

pub(crate) static NO_DEFAULT_PRIVILEGES: Rule = Rule {
    id: "GRT011",
    name: "no_default_privileges",
    severity: Severity::Warning,
    title: "a schema without default privileges",
    why: "What somebody makes by hand, or a later migration, has the rights that PostgreSQL \
          gives by default: functions for everybody, and tables that nobody decided about.",
    fix: "Leave `Measure::DefaultPrivileges` on.",
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
    catalog: Some(include_str!("../catalog/no_default_privileges.sql")),
    measure: Some(crate::Measure::DefaultPrivileges),
    check: Check::Database(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    let has_some = !context.database.default_privileges.is_empty();
    if context.profile.is_some() && !has_some {
        findings.add(
            Object::Database,
            "nothing is said about objects that are made later",
        );
    }
}
