use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Constraint;
use crate::sql::ReferentialAction;

pub(crate) static SET_NULL_OF_TENANT: Rule = Rule {
    id: "KEY014",
    name: "set_null_of_tenant",
    severity: Severity::Warning,
    title: "ON DELETE SET NULL that would take the tenant away",
    why: "Without a list of columns, SET NULL sets all columns of the key to NULL, the tenant \
          among them: the DELETE fails with SQLSTATE 23502, or the row loses its tenant.",
    fix: "Name the columns (PostgreSQL 15): the derive does so for keys with the tenant in them.",
    bad: r#"
/// A folder.
#[derive(Table)]
#[pg(table = "folders", tenant = tenant_id)]
struct Folder {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Folder::id, on_delete = restrict))]
    folder_id: Option<Uuid>,
}

fn database() -> Result<Database, InvalidDatabase> {
    let builder = Database::builder().hardened("app").table::<Folder>().table::<Note>();
    let mut database = builder.build()?;
    for constraint in &mut by_hand(&mut database)[1].constraints {
        if let ConstraintKind::ForeignKey(key) = &mut constraint.kind {
            key.on_delete = ReferentialAction::SetNull(Vec::new());
        }
    }
    Ok(database)
}
"#,
    good: r#"
/// A folder.
#[derive(Table)]
#[pg(table = "folders", tenant = tenant_id)]
struct Folder {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
}

/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(references(Folder::id, on_delete = restrict))]
    folder_id: Option<Uuid>,
}
"#,
    catalog: Some(include_str!("../catalog/set_null_of_tenant.sql")),
    measure: None,
    check: Check::Constraint(check),
};

fn check(table: &TableContext<'_>, constraint: &Constraint, findings: &mut Findings) {
    let Some(key) = constraint.foreign_key() else {
        return;
    };
    let sets_all =
        matches!(&key.on_delete, ReferentialAction::SetNull(columns) if columns.is_empty());
    if sets_all && key.columns.len() > 1 {
        let never = key.columns.iter().find(|name| {
            let column = table.table.column(name.as_str());
            column.is_some_and(|column| !column.nullable)
        });
        if let Some(never) = never {
            let message = format!("sets `{never}` to NULL as well, which it can't be");
            findings.part(table.table, Part::Constraint, &constraint.name, message);
        }
    }
}
