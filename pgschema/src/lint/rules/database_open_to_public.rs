use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};

pub(crate) static DATABASE_OPEN_TO_PUBLIC: Rule = Rule {
    id: "GRT003",
    name: "database_open_to_public",
    severity: Severity::Warning,
    title: "a database that everybody may connect to",
    why: "Every role of the cluster may connect and make temporary tables, unless that is \
          taken from PUBLIC. A temporary table can stand in for a table that a function names \
          without its schema.",
    fix: "Harden the database: `Measure::DatabasePrivileges` takes it away.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let hardening = Hardening::new("app").without(
        Measure::DatabasePrivileges,
        "the database belongs to somebody else",
    );
    Database::builder().hardened(hardening).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder().hardened("app").build()
}
"#,
    catalog: Some(include_str!("../catalog/database_open_to_public.sql")),
    measure: Some(crate::Measure::DatabasePrivileges),
    check: Check::Database(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    // Without a profile the model says nothing about the database itself.
    if context
        .profile
        .is_some_and(|profile| !profile.lock_database)
    {
        findings.add(
            Object::Database,
            "every role may connect to it and make temporary tables",
        );
    }
}
