use crate::lint::check::Check;
use crate::lint::context::Context;
use crate::lint::findings::Findings;
use crate::lint::{Object, Rule, Severity};
use crate::model::Extension;

pub(crate) static EXTENSION_AMONG_TABLES: Rule = Rule {
    id: "GRT027",
    name: "extension_among_tables",
    severity: Severity::Warning,
    title: "an extension among the application's tables",
    why: "Its functions and types stand in the search path of every role, beside the tables: \
          `public` is open to whoever may create there, and a dump of the schema has what \
          isn't the application's.",
    fix: "Give extensions a schema of their own.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    let builder = Database::builder().hardened("app").table::<Note>().extension("pg_trgm");
    let mut database = builder.build()?;
    extensions_by_hand(&mut database)[0].schema = Identifier::new("public")?;
    Ok(database)
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    Database::builder().hardened("app").table::<Note>().extension("pg_trgm").build()
}
"#,
    catalog: Some(include_str!("../catalog/extension_among_tables.sql")),
    measure: None,
    check: Check::Extension(check),
};

fn check(context: &Context<'_>, extension: &Extension, findings: &mut Findings) {
    // Nobody but the roles of a hardened database gets into its schema, and they must find operators
    // of extensions without naming a schema.
    let schema = &extension.schema;
    let mut tables = context.database.tables.iter();
    let is_among = tables.any(|table| table.name.schema() == schema);
    if schema.as_str() == "public" || (is_among && context.profile.is_none()) {
        let message = format!("is in the schema `{schema}`, with the tables");
        findings.add(Object::Extension(extension.name.clone()), message);
    }
}
