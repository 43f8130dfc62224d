use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::sql::ConstraintKind;

pub(crate) static UNIQUE_ACROSS_TENANTS: Rule = Rule {
    id: "RLS015",
    name: "unique_across_tenants",
    severity: Severity::Error,
    title: "a unique key over all tenants",
    why: "Unique keys don't know of row-level security. An INSERT that fails with SQLSTATE \
          23505 tells one tenant that another has the value, and the first to take a name \
          takes it from all.",
    fix: "Leave out `across_tenants`: the tenant column then leads the key. Keep it only for \
          values that nobody can guess, as hashes of secrets.",
    bad: r#"
/// A person who works for a tenant.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
#[pg(index(columns(email), unique, across_tenants))]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    email: String,
}
"#,
    good: r#"
/// A person who works for a tenant.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
#[pg(index(columns(email), unique))]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    email: String,
}
"#,
    catalog: Some(include_str!("../catalog/unique_across_tenants.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let (true, Some(tenant)) = (table.is_bound(), table.tenant()) else {
        return;
    };
    // What tells tenants apart is unique among them all.
    if table.table.is_tenant_root() {
        return;
    }
    const MESSAGE: &str =
        "no two tenants may have the same value, so each can find out what the others have";
    for constraint in &table.table.constraints {
        if let ConstraintKind::Unique { columns, .. } = &constraint.kind
            && !columns.contains(tenant)
        {
            findings.part(table.table, Part::Constraint, &constraint.name, MESSAGE);
        }
    }
    for index in table.table.indexes.iter().filter(|index| index.unique) {
        if !index_columns(index).any(|column| column == tenant) {
            findings.part(table.table, Part::Index, &index.name, MESSAGE);
        }
    }
}
