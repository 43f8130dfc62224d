use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::model::Role;

pub(crate) static UNLIMITED_CONNECTIONS: Rule = Rule {
    id: "GRT017",
    name: "unlimited_connections",
    severity: Severity::Warning,
    title: "a role that may take every connection",
    why: "A pool that runs wild takes the connections of all other roles, and nobody can log \
          in to look.",
    fix: "Set `connection_limit`: what its pools come to, times the number of processes.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let worker = Role::login(Identifier::new("app_worker")?);
    Database::builder().hardened("app").role(worker).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let mut worker = Role::login(Identifier::new("app_worker")?);
    worker.connection_limit = Some(10);
    Database::builder().hardened("app").role(worker).build()
}
"#,
    catalog: Some(include_str!("../catalog/unlimited_connections.sql")),
    measure: Some(crate::Measure::ConnectionLimits),
    check: Check::Role(check),
};

fn check(_: &Context<'_>, role: &Role, findings: &mut Findings) {
    if role.login && role.connection_limit.is_none_or(|limit| limit < 0) {
        findings.add(
            Object::Role(role.name.clone()),
            "may take every connection of the server",
        );
    }
}
