use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::sql::RoleName;

pub(crate) static DEFAULT_PRIVILEGES_FOR_PUBLIC: Rule = Rule {
    id: "GRT013",
    name: "default_privileges_for_public",
    severity: Severity::Error,
    title: "a right for everybody on what is made later",
    why: "Every table or function that is made from then on is open to every role, and no \
          review of that table shows it.",
    fix: "Name the role that is to have it.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder()
        .hardened("app")
        .default_privilege(DefaultPrivilege {
            revoke: false,
            privileges: vec![Privilege::Select],
            on: DefaultObject::Tables,
            schema: Some(Identifier::new("app")?),
            role: RoleName::Public,
        })
        .build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder()
        .hardened("app")
        .default_privilege(DefaultPrivilege {
            revoke: false,
            privileges: vec![Privilege::Select],
            on: DefaultObject::Tables,
            schema: Some(Identifier::new("app")?),
            role: RoleName::Named(Identifier::new("app_readonly")?),
        })
        .build()
}
"#,
    catalog: Some(include_str!("../catalog/default_privileges_for_public.sql")),
    measure: None,
    check: Check::Database(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for granted in &context.database.default_privileges {
        if !granted.revoke && granted.role == RoleName::Public {
            let privileges: Vec<&str> = granted.privileges.iter().map(|it| it.as_str()).collect();
            let message = format!(
                "everybody gets {} on what is made later",
                privileges.join(", ")
            );
            findings.add(Object::Database, message);
        }
    }
}
