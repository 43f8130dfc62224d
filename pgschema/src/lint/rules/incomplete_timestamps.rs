use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static INCOMPLETE_TIMESTAMPS: Rule = Rule {
    id: "TYP018",
    name: "incomplete_timestamps",
    severity: Severity::Warning,
    title: "a row that doesn't know when it was made",
    why: "`created_at` and `updated_at` are there to be relied on. Where they may be NULL, or \
          nothing fills them in, some rows have none, and nobody knows which.",
    fix: "Make them NOT NULL with `default = now()`, and `updated_at` with `touch`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    created_at: Option<DateTime<Utc>>,
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
    #[pg(default = now())]
    created_at: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/incomplete_timestamps.sql")),
    measure: None,
    check: Check::Column(
        Kinds::of(&[Kind::TimestampTz, Kind::Timestamp, Kind::Date]),
        check,
    ),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let is_kept = matches!(column.name.as_str(), "created_at" | "updated_at");
    let is_filled = column.default.is_some() || column.generated.is_some();
    if is_kept && column.nullable {
        findings.column(table.table, &column.name, "may be NULL");
    } else if is_kept && !is_filled {
        findings.column(table.table, &column.name, "has no default");
    }
}
