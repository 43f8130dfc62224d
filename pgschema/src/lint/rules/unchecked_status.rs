use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static UNCHECKED_STATUS: Rule = Rule {
    id: "KEY005",
    name: "unchecked_status",
    severity: Severity::Warning,
    title: "a status that may be any text",
    why: "`'Active'`, `'active '` and `'actvie'` are three more states that no program knows.",
    fix: "Use an enum with `#[derive(PgEnum)]`, which brings its CHECK, or a lookup table.",
    bad: r#"
/// A request for help.
#[derive(Table)]
#[pg(table = "tickets", tenant = tenant_id)]
struct Ticket {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    status: String,
}
"#,
    good: r#"
/// How far a ticket is.
#[derive(PgEnum)]
enum Status {
    /// Nobody has looked.
    Open,
    /// It is done.
    Closed,
}

/// A request for help.
#[derive(Table)]
#[pg(table = "tickets", tenant = tenant_id)]
struct Ticket {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    status: Status,
}
"#,
    catalog: Some(include_str!("../catalog/unchecked_status.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Text, Kind::LimitedVarchar]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    let is_status = matches!(
        column.name.as_str(),
        "status" | "state" | "kind" | "type" | "role" | "currency" | "country"
    );
    if is_status && !table.is_checked(column) && !table.is_reference(&column.name) {
        findings.column(
            table.table,
            &column.name,
            "has a few values by its name, and takes any text",
        );
    }
}
