use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;
use crate::sql::TriggerEvent;

pub(crate) static STALE_UPDATED_AT: Rule = Rule {
    id: "KEY012",
    name: "stale_updated_at",
    severity: Severity::Warning,
    title: "updated_at that nothing keeps up",
    why: "Each program that forgets it leaves a row that looks untouched: caches keep it, and \
          synchronisation leaves it out.",
    fix: "Put `touch` on the field: a trigger sets it at each UPDATE.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(default = now())]
    updated_at: DateTime<Utc>,
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
    #[pg(touch)]
    updated_at: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/stale_updated_at.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::TimestampTz, Kind::Timestamp]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    if column.name.as_str() != "updated_at" || column.generated.is_some() {
        return;
    }
    let at_update = |event: &TriggerEvent| matches!(event, TriggerEvent::Update(_));
    if !table
        .table
        .triggers
        .iter()
        .any(|trigger| trigger.events.iter().any(at_update))
    {
        findings.column(
            table.table,
            &column.name,
            "no trigger sets it when the row changes",
        );
    }
}
