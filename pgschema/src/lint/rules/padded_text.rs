use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static PADDED_TEXT: Rule = Rule {
    id: "TYP005",
    name: "padded_text",
    severity: Severity::Warning,
    title: "text that is padded with spaces",
    why: "`char(n)` fills up with spaces that comparisons ignore and most functions don't. It \
          saves nothing.",
    fix: "Use text with a CHECK: `max_len = 2`, or a pattern.",
    bad: r#"
/// A country.
#[derive(Table)]
#[pg(table = "regions", tenant = tenant_id)]
struct Region {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "char(2)")]
    code: String,
}
"#,
    good: r#"
/// A country.
#[derive(Table)]
#[pg(table = "regions", tenant = tenant_id)]
struct Region {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(check = "code ~ '^[A-Z]{2}$'")]
    code: String,
}
"#,
    catalog: Some(include_str!("../catalog/padded_text.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::PaddedText]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(table.table, &column.name, "is padded with spaces");
}
