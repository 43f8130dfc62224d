use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static JSON_COLUMN: Rule = Rule {
    id: "TYP007",
    name: "json_column",
    severity: Severity::Warning,
    title: "json in the place of jsonb",
    why: "`json` is the text as it came: no `=`, so no DISTINCT and no GROUP BY, no index, and \
          each access parses it again.",
    fix: "Use jsonb: `serde_json::Value`, or `#[pg(jsonb)]` on any type that serde knows.",
    bad: r#"
/// Something that happened.
#[derive(Table)]
#[pg(table = "events", tenant = tenant_id)]
struct Event {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "json")]
    payload: String,
}
"#,
    good: r#"
/// Something that happened.
#[derive(Table)]
#[pg(table = "events", tenant = tenant_id)]
struct Event {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "jsonb", check = "jsonb_typeof(payload) = 'object'")]
    payload: String,
}
"#,
    catalog: Some(include_str!("../catalog/json_column.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Json]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(
        table.table,
        &column.name,
        "is json, which has no equality and no index",
    );
}
