use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static SHAPELESS_JSON: Rule = Rule {
    id: "TYP017",
    name: "shapeless_json",
    severity: Severity::Warning,
    title: "jsonb that may be anything",
    why: "`null`, `[]`, `\"oops\"` and ten megabytes are all valid jsonb. What reads it learns \
          that in production.",
    fix: "Say at least what it is: `check(|e| e.payload.json_type().eq(\"object\"))`, and how \
          large it may be: `octet_length(payload::text) <= 65536`.",
    bad: r#"
/// Something that happened.
#[derive(Table)]
#[pg(table = "events", tenant = tenant_id)]
struct Event {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "jsonb")]
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
    catalog: Some(include_str!("../catalog/shapeless_json.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Jsonb]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    if column.generated.is_none() && !table.is_checked(column) {
        let name = &column.name;
        let message = "may be any JSON of any size";
        findings.column(table.table, name, message);
    }
}
