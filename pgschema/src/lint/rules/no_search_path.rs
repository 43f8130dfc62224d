use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::model::Role;

pub(crate) static NO_SEARCH_PATH: Rule = Rule {
    id: "GRT019",
    name: "no_search_path",
    severity: Severity::Warning,
    title: "a role that looks names up wherever it likes",
    why: "Without a `search_path` of its own the role looks in a schema of its own name and in \
          `public`: whoever may put something there decides what a name means.",
    fix: "Set `search_path` of the role to the application's schema, and `pg_temp` last.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let worker = Role::login(Identifier::new("app_worker")?);
    Database::builder().hardened("app").role(worker).build()
}
"#,
    good: r#"
fn database() -> Result<Database, Box<dyn Error>> {
    let mut worker = Role::login(Identifier::new("app_worker")?);
    worker.settings.push(RoleSetting {
        parameter: Parameter::new("search_path")?,
        value: SettingValue::List(vec![Identifier::new("app")?, Identifier::new("pg_temp")?]),
        in_database: true,
        since: None,
    });
    Ok(Database::builder().hardened("app").role(worker).build()?)
}
"#,
    catalog: Some(include_str!("../catalog/no_search_path.sql")),
    measure: Some(crate::Measure::SearchPath),
    check: Check::Role(check),
};

fn check(context: &Context<'_>, role: &Role, findings: &mut Findings) {
    let is_set = role
        .settings
        .iter()
        .any(|it| it.parameter.as_str() == "search_path");
    if context.runtime.contains(&&role.name) && !is_set {
        findings.add(
            Object::Role(role.name.clone()),
            "has no search_path of its own",
        );
    }
}
