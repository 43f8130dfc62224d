use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};
use crate::sql::DefaultObject;

pub(crate) static OPEN_PARTITION: Rule = Rule {
    id: "RLS023",
    name: "open_partition",
    severity: Severity::Error,
    title: "partitions that can be read past the policies of their table",
    why: "Policies belong to the partitioned table. Whoever reads a partition by its own name \
          is under the policies of that partition, which has none. Default privileges hand the \
          right to do so to every partition that is made.",
    fix: "Grant on the partitioned table alone, and take default privileges on tables away.",
    bad: r#"
/// Something that happened.
#[derive(Table)]
#[pg(table = "events", tenant = tenant_id, primary_key(columns(id, happened_at)), partition_by(range(happened_at)))]
struct Event {
    tenant_id: Uuid,
    id: Uuid,
    happened_at: DateTime<Utc>,
}

fn database() -> Result<Database, InvalidDatabase> {
    Database::builder()
        .hardened("app")
        .table::<Event>()
        .default_privilege(DefaultPrivilege {
            revoke: false,
            privileges: vec![Privilege::Select],
            on: DefaultObject::Tables,
            schema: Some(Identifier::new("app")?),
            role: RoleName::Named(Identifier::new("app_runtime")?),
        })
        .build()
}
"#,
    good: r#"
/// Something that happened.
#[derive(Table)]
#[pg(table = "events", tenant = tenant_id, primary_key(columns(id, happened_at)), partition_by(range(happened_at)))]
struct Event {
    tenant_id: Uuid,
    id: Uuid,
    happened_at: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/open_partition.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if !table.is_bound() || table.table.partition_by.is_none() {
        return;
    }
    let schema = table.table.name.schema();
    let opens = table.context.database.default_privileges.iter().find(|it| {
        !it.revoke
            && it.on == DefaultObject::Tables
            && it.schema.as_ref().is_none_or(|of| of == schema)
            && table.context.is_runtime(&it.role)
    });
    if let Some(opens) = opens {
        let message = format!("{} may read its partitions past the policies", opens.role);
        findings.table(table.table, message);
    }
}
