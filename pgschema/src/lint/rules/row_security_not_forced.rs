use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};
use crate::model::RowSecurity;

pub(crate) static ROW_SECURITY_NOT_FORCED: Rule = Rule {
    id: "RLS002",
    name: "row_security_not_forced",
    severity: Severity::Error,
    title: "row-level security that doesn't bind the owner",
    why: "The owner of a table is exempt from its policies unless they are forced on it. \
          Migrations, functions with SECURITY DEFINER and views that run as the owner see and \
          change the rows of every tenant.",
    fix: "Leave `Measure::ForcedRowSecurity` on. A migration that must see all rows says so by \
          `ALTER TABLE … NO FORCE ROW LEVEL SECURITY` within its transaction.",
    bad: r#"
/// An invoice of a tenant.
#[derive(Table)]
#[pg(table = "invoices", tenant = tenant_id)]
struct Invoice {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    let hardening = Hardening::new("app")
        .without(Measure::ForcedRowSecurity, "the owner fills in columns");
    Database::builder().hardened(hardening).table::<Invoice>().build()
}
"#,
    good: r#"
/// An invoice of a tenant.
#[derive(Table)]
#[pg(table = "invoices", tenant = tenant_id)]
struct Invoice {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/row_security_not_forced.sql")),
    measure: Some(crate::Measure::ForcedRowSecurity),
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if table.table.row_security == RowSecurity::Enabled {
        findings.table(table.table, "its policies don't bind the owner");
    }
}
