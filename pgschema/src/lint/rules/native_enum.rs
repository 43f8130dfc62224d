use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::kind::{Kind, Kinds};
use crate::lint::{Rule, Severity};
use crate::model::Column;

pub(crate) static NATIVE_ENUM: Rule = Rule {
    id: "TYP015",
    name: "native_enum",
    severity: Severity::Information,
    title: "a native enum",
    why: "A label of an enum type can be added and renamed, never removed, and not within the \
          transaction that uses it. Under row-level security no query uses an index on the \
          column, since its operators aren't leakproof.",
    fix: "Leave `native` out: text with a CHECK, which a migration can change, or a lookup table.",
    bad: r#"
/// How far a ticket is.
#[derive(PgEnum)]
#[pg(native)]
enum Progress {
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
    progress: Progress,
}
"#,
    good: r#"
/// How far a ticket is.
#[derive(PgEnum)]
enum Progress {
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
    progress: Progress,
}
"#,
    catalog: Some(include_str!("../catalog/native_enum.sql")),
    measure: None,
    check: Check::Column(Kinds::of(&[Kind::Enum]), check),
};

fn check(table: &TableContext<'_>, column: &Column, findings: &mut Findings) {
    findings.column(
        table.table,
        &column.name,
        "is of an enum type, from which no label can be removed",
    );
}
