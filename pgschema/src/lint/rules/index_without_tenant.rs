use crate::define::IndexMethod;
use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Index;

pub(crate) static INDEX_WITHOUT_TENANT: Rule = Rule {
    id: "IDX005",
    name: "index_without_tenant",
    severity: Severity::Warning,
    title: "an index that doesn't begin with the tenant",
    why: "Every query under row-level security asks for one tenant. An index that doesn't \
          begin with it finds the rows of all, and throws most of them away.",
    fix: "Leave `across_tenants` out. Keep it for what runs over all tenants, as the workers \
          of a queue do.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, index(columns(written_at), across_tenants))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    written_at: DateTime<Utc>,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, index(columns(written_at)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    written_at: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/index_without_tenant.sql")),
    measure: None,
    check: Check::Index(check),
};

fn check(table: &TableContext<'_>, index: &Index, findings: &mut Findings) {
    let (true, Some(tenant)) = (table.is_bound(), table.tenant()) else {
        return;
    };
    // A unique index is there for the values, and a foreign key looks rows up by its own columns.
    let keys = table.table.constraints.iter();
    let mut keys = keys.filter_map(|constraint| constraint.foreign_key());
    let is_of_key = keys.any(|key| {
        !key.columns.contains(tenant)
            && index_columns(index)
                .take(key.columns.len())
                .eq(&key.columns)
    });
    let is_judged = index.method == IndexMethod::Btree && !index.unique && !is_of_key;
    if is_judged && index_columns(index).next() != Some(tenant) {
        let message = format!("doesn't begin with `{tenant}`");
        findings.part(table.table, Part::Index, &index.name, message);
    }
}
