use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::scan::calls_any;
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static SERIAL_COLUMN: Rule = Rule {
    id: "TYP008",
    name: "serial_column",
    severity: Severity::Warning,
    title: "serial in the place of identity",
    why: "The sequence of a serial column is an object of its own: who may insert needs a \
          right on it, it stays when the default goes, and anybody who inserts may give a \
          number that it gives again later.",
    fix: "Use `identity`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: i64,
}

fn database() -> Result<Database, InvalidDatabase> {
    let mut database = Database::builder().hardened("app").table::<Note>().build()?;
    let id = &mut by_hand(&mut database)[0].columns[1];
    id.data_type = DataType::Text(TypeText::new("bigserial")?);
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
    catalog: Some(include_str!("../catalog/serial_column.sql")),
    measure: None,
    check: Check::Column(
        Kinds::of(&[Kind::Serial, Kind::Smallint, Kind::Integer, Kind::Bigint]),
        check,
    ),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let takes_next = column
        .default
        .as_ref()
        .is_some_and(|default| calls_any(default, &["nextval"]));
    if takes_next || table.kind(column) == Kind::Serial {
        findings.column(
            table.table,
            &column.name,
            "is numbered by a default, not by an identity",
        );
    }
}
