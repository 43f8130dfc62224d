use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static NULLABLE_TENANT: Rule = Rule {
    id: "RLS014",
    name: "nullable_tenant",
    severity: Severity::Error,
    title: "a tenant column that may be NULL",
    why: "A row without a tenant belongs to nobody: no policy shows it, and a foreign key with \
          a NULL in it is not checked at all (MATCH SIMPLE), so it may refer to a row that \
          isn't there.",
    fix: "Make the column NOT NULL: a type without `Option`. The derive and `build()` refuse \
          it otherwise.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

fn database() -> Result<Database, InvalidDatabase> {
    let mut database = Database::builder().hardened("app").table::<Note>().build()?;
    let notes = &mut by_hand(&mut database)[0];
    notes.constraints.clear();
    notes.columns[0].nullable = true;
    Ok(database)
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/nullable_tenant.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let Some(tenant) = table.tenant() else {
        return;
    };
    let column = table.table.column(tenant.as_str());
    if column.is_some_and(|column| column.nullable) {
        findings.column(table.table, tenant, "says whose row it is, and may be NULL");
    }
}
