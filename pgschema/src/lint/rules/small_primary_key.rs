use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::Kind;
use crate::lint::{Rule, Severity};
use crate::model::TableKind;
use crate::sql::Identifier;

pub(crate) static SMALL_PRIMARY_KEY: Rule = Rule {
    id: "TYP009",
    name: "small_primary_key",
    severity: Severity::Error,
    title: "a key that runs out",
    why: "Thirty-two bits are 2.1 billion numbers, which sequences use up also by transactions that \
          fail. On that day every INSERT fails, and to widen the key rewrites the table and \
          all that refer to it under ACCESS EXCLUSIVE.",
    fix: "Use i64, or a UUID.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key, identity, allow(small_primary_key, reason = "shows the defect"))]
    id: i32,
}

fn database() -> Result<Database, InvalidDatabase> {
    let mut database = Database::builder().hardened("app").table::<Note>().build()?;
    by_hand(&mut database)[0].constraints[0].kind = ConstraintKind::PrimaryKey {
        columns: vec![Identifier::new("id")?],
    };
    Ok(database)
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key, identity)]
    id: i64,
}
"#,
    catalog: Some(include_str!("../catalog/small_primary_key.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let key = table.table.primary_key();
    let own = key.iter().filter(|name| Some(*name) != table.tenant());
    let own: Vec<&Identifier> = own.collect();
    let [name] = own.as_slice() else {
        return;
    };
    let Some(column) = table.table.column(name.as_str()) else {
        return;
    };
    let is_small = matches!(table.kind(column), Kind::Smallint | Kind::Integer);
    // A lookup table has as many rows as its enum has values; a reference is as wide as its target.
    if is_small && table.table.kind != TableKind::Lookup && !table.is_reference(name) {
        findings.column(table.table, name, "is the key, and has at most 32 bits");
    }
}
