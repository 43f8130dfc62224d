use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static MOMENT_OF_ANOTHER_TYPE: Rule = Rule {
    id: "TYP014",
    name: "moment_of_another_type",
    severity: Severity::Warning,
    title: "a moment that isn't kept as one",
    why: "By its name the column says when something was. As a date it has lost the hour, as a \
          number or as text everybody must know which, and nothing compares or sorts it right.",
    fix: "Use `timestamptz`, or another name: `created_on` for a date.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    written_at: i64,
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
    written_at: DateTime<Utc>,
    written_on: NaiveDate,
}
"#,
    catalog: Some(include_str!("../catalog/moment_of_another_type.sql")),
    measure: None,
    check: Check::Column(Kinds::ALL.but(&[Kind::TimestampTz]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    if column.name.as_str().ends_with("_at") {
        findings.column(
            table.table,
            &column.name,
            "is a moment by its name, and no timestamptz",
        );
    }
}
