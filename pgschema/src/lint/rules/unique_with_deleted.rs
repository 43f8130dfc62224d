use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::sql::{ConstraintKind, Identifier};

pub(crate) static UNIQUE_WITH_DELETED: Rule = Rule {
    id: "KEY013",
    name: "unique_with_deleted",
    severity: Severity::Warning,
    title: "a unique key that deleted rows hold on to",
    why: "A row that is deleted by `deleted_at` is still there. Nobody can take its name \
          again, and nobody sees why.",
    fix: "Make it a unique index over the rows that are there: `index(columns(email), unique, \
          where = |p| p.deleted_at.is_null())`.",
    bad: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(unique, max_len = 200)]
    email: String,
    deleted_at: Option<DateTime<Utc>>,
}
"#,
    good: r#"
/// A person.
#[derive(Table)]
#[pg(table = "people", tenant = tenant_id)]
#[pg(index(columns(email), unique, where = |p| p.deleted_at.is_null()))]
struct Person {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 200)]
    email: String,
    deleted_at: Option<DateTime<Utc>>,
}
"#,
    catalog: Some(include_str!("../catalog/unique_with_deleted.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if table.deleted_at().is_none() {
        return;
    }
    const MESSAGE: &str = "deleted rows keep their values from being used again";
    let key = table.table.primary_key();
    let has_key = |columns: &mut dyn Iterator<Item = &Identifier>| {
        let columns: Vec<_> = columns.collect();
        !key.is_empty() && key.iter().all(|it| columns.contains(&it))
    };
    for constraint in &table.table.constraints {
        // What has the whole key in it is unique by that, for foreign keys to refer to.
        if let ConstraintKind::Unique { columns, .. } = &constraint.kind
            && !has_key(&mut columns.iter())
        {
            findings.part(table.table, Part::Constraint, &constraint.name, MESSAGE);
        }
    }
    for index in &table.table.indexes {
        if index.unique && index.predicate.is_none() && !has_key(&mut index_columns(index)) {
            findings.part(table.table, Part::Index, &index.name, MESSAGE);
        }
    }
}
