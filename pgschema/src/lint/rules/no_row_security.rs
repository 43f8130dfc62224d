use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};
use crate::model::TableKind;

pub(crate) static NO_ROW_SECURITY: Rule = Rule {
    id: "RLS001",
    name: "no_row_security",
    severity: Severity::Error,
    title: "a table without row-level security",
    why: "Nothing but the WHERE of every single query keeps the rows of one tenant from \
          another. One query that forgets it shows them all, and no test notices.",
    fix: "Say whose rows they are: `tenant = column` or `owner = column` on the struct, or a \
          `policy(…)` of its own.",
    bad: r#"
/// An invoice of a tenant.
#[derive(Table)]
#[pg(table = "invoices", tenant = tenant_id)]
struct Invoice {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

/// An invoice that isn't sent yet.
#[derive(Table)]
#[pg(table = "drafts", allow(no_row_security, reason = "only drafts"))]
struct Draft {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    good: r#"
/// An invoice that isn't sent yet.
#[derive(Table)]
#[pg(table = "drafts", tenant = tenant_id)]
struct Draft {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/no_row_security.sql")),
    measure: Some(crate::Measure::RowSecurity),
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if table.is_bound() {
        return;
    }
    let TableContext { context, table, .. } = table;
    if table.tenant.is_some() || table.owner.is_some() {
        findings.table(
            table,
            "its rows belong to somebody, and every role that may read it reads all",
        );
    } else if context.profile.is_some() && table.kind != TableKind::Lookup {
        findings.table(table, "every role that may read it reads all of its rows");
    }
}
