use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static SMALL_SEQUENCE: Rule = Rule {
    id: "KEY009",
    name: "small_sequence",
    severity: Severity::Warning,
    title: "a sequence that runs out",
    why: "A sequence of 32 bits ends at 2.1 billion, and every INSERT fails from then on. \
          Transactions that fail use numbers up as well.",
    fix: "Use i64 for identity columns.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(identity)]
    number: i32,
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
    #[pg(identity)]
    number: i64,
}
"#,
    catalog: Some(include_str!("../catalog/small_sequence.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Smallint, Kind::Integer]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    if column.identity.is_some() {
        findings.column(
            table.table,
            &column.name,
            "is numbered by a sequence of at most 32 bits",
        );
    }
}
