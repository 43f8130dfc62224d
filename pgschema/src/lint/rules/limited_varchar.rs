use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static LIMITED_VARCHAR: Rule = Rule {
    id: "TYP006",
    name: "limited_varchar",
    severity: Severity::Information,
    title: "a limit that is part of the type",
    why: "To make `varchar(n)` shorter rewrites the table under ACCESS EXCLUSIVE. A CHECK is \
          added NOT VALID and validated without a lock that stops writers.",
    fix: "Use text and `max_len = n`.",
    bad: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(type = "varchar(100)")]
    name: String,
}
"#,
    good: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    name: String,
}
"#,
    catalog: Some(include_str!("../catalog/limited_varchar.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::LimitedVarchar]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(table.table, &column.name, "has its limit in its type");
}
