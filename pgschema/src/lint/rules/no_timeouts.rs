use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::model::Role;

pub(crate) static NO_TIMEOUTS: Rule = Rule {
    id: "GRT018",
    name: "no_timeouts",
    severity: Severity::Error,
    title: "a role whose sessions may wait for ever",
    why: "A query without an end holds its locks, an idle transaction keeps the rows that \
          VACUUM should remove, and a statement that waits for a lock makes all others wait \
          behind it.",
    fix: "Set `statement_timeout`, `lock_timeout` and `idle_in_transaction_session_timeout` \
          for the role. They are defaults, which the role can change: they help against \
          mistakes, not against attackers.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let worker = Role::login(Identifier::new("app_worker")?);
    Database::builder().hardened("app").role(worker).build()
}
"#,
    good: r#"
fn database() -> Result<Database, Box<dyn Error>> {
    let mut worker = Role::login(Identifier::new("app_worker")?);
    for parameter in ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"] {
        worker.settings.push(RoleSetting {
            parameter: Parameter::new(parameter)?,
            value: SettingValue::Text(TextLiteral::new("5s")?),
            in_database: false,
            since: None,
        });
    }
    Ok(Database::builder().hardened("app").role(worker).build()?)
}
"#,
    catalog: Some(include_str!("../catalog/no_timeouts.sql")),
    measure: Some(crate::Measure::Timeouts),
    check: Check::Role(check),
};

fn check(context: &Context<'_>, role: &Role, findings: &mut Findings) {
    if !context.runtime.contains(&&role.name) {
        return;
    }
    let timeouts = [
        "statement_timeout",
        "lock_timeout",
        "idle_in_transaction_session_timeout",
    ];
    let is_set = |name: &str| role.settings.iter().any(|it| it.parameter.as_str() == name);
    let missing: Vec<&str> = timeouts.into_iter().filter(|name| !is_set(name)).collect();
    if !missing.is_empty() {
        let message = format!("its sessions have no {}", missing.join(", "));
        findings.add(Object::Role(role.name.clone()), message);
    }
}
