use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::sql::{ConstraintKind, Identifier};

pub(crate) static NULLABLE_UNIQUE: Rule = Rule {
    id: "KEY007",
    name: "nullable_unique",
    severity: Severity::Information,
    title: "a unique key that NULLs get around",
    why: "Two NULLs are not equal to a unique key: any number of rows may be the same in all else.",
    fix: "Make the columns NOT NULL, or say `nulls_not_distinct` (PostgreSQL 15), or index the \
          rows where it is not NULL.",
    bad: r#"
/// A page.
#[derive(Table)]
#[pg(table = "pages", tenant = tenant_id, unique(columns(parent, title)))]
struct Page {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    parent: Option<Uuid>,
    #[pg(max_len = 100)]
    title: String,
}
"#,
    good: r#"
/// A page.
#[derive(Table)]
#[pg(table = "pages", tenant = tenant_id, unique(columns(parent, title)))]
struct Page {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    parent: Uuid,
    #[pg(max_len = 100)]
    title: String,
}
"#,
    catalog: Some(include_str!("../catalog/nullable_unique.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let nullable = |name: &&Identifier| {
        let column = table.table.column(name.as_str());
        column.is_some_and(|column| column.nullable)
    };
    for constraint in &table.table.constraints {
        if let ConstraintKind::Unique { columns, nulls_not_distinct, .. } = &constraint.kind
            && !nulls_not_distinct
            // One nullable column alone is a value that some rows have and no two share.
            && columns.iter().filter(|it| table.tenant() != Some(*it)).count() > 1
            && let Some(column) = columns.iter().find(nullable)
        {
            let message = format!("rows with NULL in `{column}` may be the same in all else");
            findings.part(table.table, Part::Constraint, &constraint.name, message);
        }
    }
    for index in table
        .table
        .indexes
        .iter()
        .filter(|it| it.unique && !it.nulls_not_distinct)
    {
        let is_single = index_columns(index)
            .filter(|it| table.tenant() != Some(*it))
            .count()
            < 2;
        if !is_single
            && index.predicate.is_none()
            && let Some(column) = index_columns(index).find(nullable)
        {
            let message = format!("rows with NULL in `{column}` may be the same in all else");
            findings.part(table.table, Part::Index, &index.name, message);
        }
    }
}
