use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};

pub(crate) static TOO_MANY_CONNECTIONS: Rule = Rule {
    id: "OPS015",
    name: "too_many_connections",
    severity: Severity::Warning,
    title: "more connections than a server has",
    why: "A server takes 100 connections unless it is told otherwise, and keeps three of them \
          for superusers. Where roles may take more in sum, one of them takes those of the \
          others.",
    fix: "Lower the limits, put a pooler in front, or raise `max_connections` and say so with \
          `allow`.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let mut worker = Role::login(Identifier::new("app_worker")?);
    worker.connection_limit = Some(200);
    Database::builder().hardened("app").role(worker).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let mut worker = Role::login(Identifier::new("app_worker")?);
    worker.connection_limit = Some(20);
    Database::builder().hardened("app").role(worker).build()
}
"#,
    catalog: Some(include_str!("../catalog/too_many_connections.sql")),
    measure: None,
    check: Check::Database(check),
};

/// What `max_connections` is by default, without those that are kept for superusers.
const CONNECTIONS: i32 = 97;

fn check(context: &Context<'_>, findings: &mut Findings) {
    let limits = context.database.roles.iter().filter(|role| role.login);
    let sum = limits
        .filter_map(|role| role.connection_limit)
        .filter(|limit| *limit > 0);
    let sum = sum.fold(0_i32, i32::saturating_add);
    if sum > CONNECTIONS {
        let message = format!(
            "its roles may take {sum} connections, and a server has {CONNECTIONS} for them"
        );
        findings.add(Object::Database, message);
    }
}
