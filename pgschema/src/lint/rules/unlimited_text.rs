use crate::define::Privilege;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static UNLIMITED_TEXT: Rule = Rule {
    id: "TYP020",
    name: "unlimited_text",
    severity: Severity::Information,
    title: "text of any length",
    why: "Whoever can write the column can fill the disk, a gigabyte at a time.",
    fix: "Say how long it may be: `#[pg(max_len = 200)]`.",
    bad: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
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
    #[pg(max_len = 200)]
    name: String,
}
"#,
    catalog: Some(include_str!("../catalog/unlimited_text.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Text]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let is_free = column.generated.is_none()
        && table.may(Privilege::Insert, &column.name)
        && !table.is_checked(column)
        && !table.is_reference(&column.name);
    if is_free {
        findings.column(table.table, &column.name, "may be of any length");
    }
}
