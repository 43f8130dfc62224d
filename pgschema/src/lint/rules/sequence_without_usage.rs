use crate::define::Privilege;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::scan::calls_any;
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static SEQUENCE_WITHOUT_USAGE: Rule = Rule {
    id: "GRT020",
    name: "sequence_without_usage",
    severity: Severity::Error,
    title: "a sequence that the role may not use",
    why: "A default of `nextval(…)` needs USAGE on the sequence. Without it each INSERT fails \
          with SQLSTATE 42501; the sequence of an identity column needs no right.",
    fix: "Make the column `identity`.",
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
    catalog: Some(include_str!("../catalog/sequence_without_usage.sql")),
    measure: None,
    check: Check::Column(Kinds::ALL, check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let is_sequence = table.kind(column) == Kind::Serial
        || column
            .default
            .as_ref()
            .is_some_and(|default| calls_any(default, &["nextval"]));
    if is_sequence && table.may(Privilege::Insert, &column.name) {
        findings.column(
            table.table,
            &column.name,
            "takes its value from a sequence that no role may use",
        );
    }
}
