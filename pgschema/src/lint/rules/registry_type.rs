use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static REGISTRY_TYPE: Rule = Rule {
    id: "TYP010",
    name: "registry_type",
    severity: Severity::Warning,
    title: "a column that keeps the server from being upgraded",
    why: "Values of `regproc`, `regclass` and their like are numbers of the catalog, which are \
          others after an upgrade: pg_upgrade refuses the whole cluster while one such column \
          is there.",
    fix: "Keep the name as text.",
    bad: r#"
/// What is to be done.
#[derive(Table)]
#[pg(table = "tasks", tenant = tenant_id)]
struct Task {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "regproc")]
    function: String,
}
"#,
    good: r#"
/// What is to be done.
#[derive(Table)]
#[pg(table = "tasks", tenant = tenant_id)]
struct Task {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    function: String,
}
"#,
    catalog: Some(include_str!("../catalog/registry_type.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Registry]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(
        table.table,
        &column.name,
        "holds numbers of the catalog, which an upgrade changes",
    );
}
