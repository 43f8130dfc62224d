use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static NAIVE_TIMESTAMP: Rule = Rule {
    id: "TYP001",
    name: "naive_timestamp",
    severity: Severity::Error,
    title: "a moment without a time zone",
    why: "`timestamp` keeps what the clock on the wall showed, and not where. Sessions in \
          different time zones write and read different moments, and the hour that daylight \
          saving repeats is ambiguous.",
    fix: "Use `timestamptz`: `DateTime<Utc>` of chrono, `OffsetDateTime` of time, `Timestamp` \
          of jiff.",
    bad: r#"
/// A meeting.
#[derive(Table)]
#[pg(table = "meetings", tenant = tenant_id)]
struct Meeting {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "timestamp without time zone")]
    starts: String,
}
"#,
    good: r#"
/// A meeting.
#[derive(Table)]
#[pg(table = "meetings", tenant = tenant_id)]
struct Meeting {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    starts: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/naive_timestamp.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Timestamp]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(
        table.table,
        &column.name,
        "is a `timestamp`, which doesn't say in which time zone",
    );
}
