use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static TIME_WITH_TIME_ZONE: Rule = Rule {
    id: "TYP002",
    name: "time_with_time_zone",
    severity: Severity::Warning,
    title: "a time of day with an offset",
    why: "An offset without a date can't follow daylight saving: nobody knows which moment it \
          is. PostgreSQL's own manual advises against the type.",
    fix: "Keep the moment as `timestamptz`, or the time of day as `time` beside the name of \
          the time zone.",
    bad: r#"
/// When a shop opens.
#[derive(Table)]
#[pg(table = "shops", tenant = tenant_id)]
struct Shop {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "timetz")]
    opens: String,
}
"#,
    good: r#"
/// When a shop opens.
#[derive(Table)]
#[pg(table = "shops", tenant = tenant_id)]
struct Shop {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    opens: NaiveTime,
    #[pg(max_len = 50)]
    time_zone: String,
}
"#,
    catalog: Some(include_str!("../catalog/time_with_time_zone.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::TimeTz]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(
        table.table,
        &column.name,
        "is a `timetz`, whose offset means nothing without a date",
    );
}
