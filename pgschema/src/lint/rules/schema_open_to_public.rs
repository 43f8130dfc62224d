use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::sql::RoleName;

pub(crate) static SCHEMA_OPEN_TO_PUBLIC: Rule = Rule {
    id: "GRT002",
    name: "schema_open_to_public",
    severity: Severity::Warning,
    title: "a schema that everybody may use",
    why: "USAGE for PUBLIC lets every role of the cluster list what is in the schema, also \
          roles of other applications.",
    fix: "Leave it to the roles that have rights on something in the schema, which a hardened \
          database gives it to.",
    bad: r#"
fn database() -> Result<Database, InvalidDatabase> {
    let mut database = Database::builder().hardened("app").build()?;
    schemas_by_hand(&mut database)[0].usage.push(RoleName::Public);
    Ok(database)
}
"#,
    good: r#"
fn database() -> Result<Database, InvalidDatabase> {
    Database::builder().hardened("app").build()
}
"#,
    catalog: Some(include_str!("../catalog/schema_open_to_public.sql")),
    measure: None,
    check: Check::Database(check),
};

fn check(context: &Context<'_>, findings: &mut Findings) {
    for schema in &context.database.schemas {
        if schema.usage.contains(&RoleName::Public) {
            findings.add(Object::Schema(schema.name.clone()), "every role may use it");
        }
    }
}
