use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};

pub(crate) static ROLE_BECOMES_OWNER: Rule = Rule {
    id: "RLS022",
    name: "role_becomes_owner",
    severity: Severity::Error,
    title: "an application's role that can become the owner",
    why: "By SET ROLE a member becomes the other role: the owner of the tables, who can switch \
          row-level security off, or a role with BYPASSRLS. Inheritance is not even needed.",
    fix: "Take the membership away. Migrations log in as the migrator, which is there for that.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let mut backup = Role::new(Identifier::new("app_backup")?);
    backup.bypass_row_security = true;
    Database::builder()
        .hardened("app")
        .role(backup)
        .membership(Membership {
            role: Identifier::new("app_backup")?,
            member: Some(Identifier::new("app_runtime")?),
        })
        .build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder()
        .hardened("app")
        .role(Role::new(Identifier::new("app_reader")?))
        .membership(Membership {
            role: Identifier::new("app_reader")?,
            member: Some(Identifier::new("app_runtime")?),
        })
        .build()
}
"#,
    catalog: Some(include_str!("../catalog/role_becomes_owner.sql")),
    measure: None,
    check: Check::Database(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for role in &context.runtime {
        for other in context.roles_of(role) {
            let is_owner = context
                .profile
                .is_some_and(|profile| profile.owner == *other);
            let declared = context.database.roles.iter().find(|it| it.name == *other);
            let is_exempt = declared.is_some_and(|it| it.bypass_row_security);
            if other != *role && (is_owner || is_exempt) {
                let message = format!("can become `{other}`, which no policy binds");
                findings.add(Object::Role((*role).clone()), message);
            }
        }
    }
}
