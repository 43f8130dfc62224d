use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};

pub(crate) static PREDEFINED_ROLE: Rule = Rule {
    id: "GRT010",
    name: "predefined_role",
    severity: Severity::Error,
    title: "an application's role with rights on the whole server",
    why: "Members of `pg_read_all_data`, `pg_write_all_data`, `pg_read_server_files` and their \
          like have rights that no GRANT of the schema shows: on all tables, on files of the \
          server, on other sessions.",
    fix: "Grant what the role needs, table by table. Monitoring has `pg_monitor`, in a role of \
          its own.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder()
        .hardened("app")
        .membership(Membership {
            role: Identifier::new("pg_read_all_data")?,
            member: Some(Identifier::new("app_readonly")?),
        })
        .build()
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder()
        .hardened("app")
        .membership(Membership {
            role: Identifier::new("pg_monitor")?,
            member: Some(Identifier::new("app_readonly")?),
        })
        .build()
}
"#,
    catalog: Some(include_str!("../catalog/predefined_role.sql")),
    measure: None,
    check: Check::Database(check),
};

const DANGEROUS: [&str; 9] = [
    "pg_checkpoint",
    "pg_create_subscription",
    "pg_execute_server_program",
    "pg_maintain",
    "pg_read_all_data",
    "pg_read_server_files",
    "pg_signal_backend",
    "pg_write_all_data",
    "pg_write_server_files",
];

fn check(context: &Context<'_>, findings: &mut Findings) {
    for role in &context.runtime {
        for other in context.roles_of(role) {
            if DANGEROUS.contains(&other.as_str()) {
                let message = format!("is a member of `{other}`");
                findings.add(Object::Role((*role).clone()), message);
            }
        }
    }
}
