use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Constraint;

pub(crate) static FOREIGN_KEY_ACROSS_TENANTS: Rule = Rule {
    id: "RLS016",
    name: "foreign_key_across_tenants",
    severity: Severity::Error,
    title: "a foreign key that leaves the tenant out",
    why: "Foreign keys don't know of row-level security. One tenant's row can refer to \
          another's, whether the reference is accepted tells that the other row is there, and \
          ON DELETE CASCADE removes rows that the one who deletes never sees.",
    fix: "Refer by tenant and key: `references(Other::id)` does, where both structs have a \
          `tenant`.",
    bad: r#"
/// An order.
#[derive(Table)]
#[pg(table = "orders", tenant = tenant_id)]
#[pg(index(columns(id), unique, across_tenants, name = "orders_id_key"))]
struct Order {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

/// A line of an order.
#[derive(Table)]
#[pg(table = "lines", tenant = tenant_id)]
struct Line {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Order::id))]
    order_id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    let builder = Database::builder().hardened("app").table::<Order>().table::<Line>();
    let mut database = builder.build()?;
    for constraint in &mut by_hand(&mut database)[0].constraints {
        if let ConstraintKind::ForeignKey(key) = &mut constraint.kind {
            key.columns.remove(0);
            key.referenced_columns = key.columns.clone();
            key.referenced_columns[0] = Identifier::new("id")?;
        }
    }
    Ok(database)
}
"#,
    good: r#"
/// An order.
#[derive(Table)]
#[pg(table = "orders", tenant = tenant_id)]
struct Order {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

/// A line of an order.
#[derive(Table)]
#[pg(table = "lines", tenant = tenant_id)]
struct Line {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Order::id))]
    order_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/foreign_key_across_tenants.sql")),
    measure: None,
    check: Check::Constraint(check),
};

fn check(table: &TableContext<'_>, constraint: &Constraint, findings: &mut Findings) {
    let (Some(tenant), Some(key)) = (table.tenant(), constraint.foreign_key()) else {
        return;
    };
    let target = table.context.database.table(&key.references);
    let is_of_tenants = target.is_some_and(|target| target.tenant.is_some());
    if is_of_tenants && !key.columns.contains(tenant) {
        let message = format!(
            "refers to a row of {} that may be another tenant's",
            key.references
        );
        findings.part(table.table, Part::Constraint, &constraint.name, message);
    }
}
