use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static AMBIGUOUS_ALLOW: Rule = Rule {
    id: "ALW002",
    name: "ambiguous_allow",
    severity: Severity::Warning,
    title: "an allow that could mean several objects",
    why: "An `allow` silences one finding. If it silenced each that comes to the table, the \
          next one would come unseen.",
    fix: "Put it on the field, or name the index, constraint, policy, trigger or role: \
          `allow(rule, on = \"name\", reason = \"…\")`.",
    bad: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id)]
#[pg(index(columns(made_at), across_tenants), index(columns(sold_at), across_tenants))]
#[pg(allow(index_without_tenant, reason = "reports run over all tenants"))]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    made_at: DateTime<Utc>,
    sold_at: DateTime<Utc>,
}
"#,
    good: r#"
/// A thing that is sold.
#[derive(Table)]
#[pg(table = "products", tenant = tenant_id)]
#[pg(index(columns(made_at), across_tenants))]
#[pg(allow(index_without_tenant, reason = "reports run over all tenants"))]
struct Product {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    made_at: DateTime<Utc>,
}
"#,
    catalog: None,
    measure: None,
    check: Check::Allowed,
};
