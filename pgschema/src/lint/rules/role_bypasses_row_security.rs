use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::model::Role;

pub(crate) static ROLE_BYPASSES_ROW_SECURITY: Rule = Rule {
    id: "RLS021",
    name: "role_bypasses_row_security",
    severity: Severity::Error,
    title: "an application's role that no policy binds",
    why: "BYPASSRLS switches row-level security off for the role, on every table. It is for \
          backups, which must see all rows, and for nobody who takes requests.",
    fix: "Leave it out. Where a program must see all rows of a table, give it a role and a \
          policy of its own.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let mut worker = Role::login(Identifier::new("app_worker")?);
    worker.bypass_row_security = true;
    Database::builder().hardened("app").role(worker).build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let mut backup = Role::new(Identifier::new("app_backup")?);
    backup.bypass_row_security = true;
    Database::builder().hardened("app").role(backup).build()
}
"#,
    catalog: Some(include_str!("../catalog/role_bypasses_row_security.sql")),
    measure: None,
    check: Check::Role(check),
};

fn check(context: &Context<'_>, role: &Role, findings: &mut Findings) {
    if role.bypass_row_security && context.runtime.contains(&&role.name) {
        findings.add(
            Object::Role(role.name.clone()),
            "logs in, and no policy binds it",
        );
    }
}
