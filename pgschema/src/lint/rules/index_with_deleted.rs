use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::scan::names_column;
use crate::lint::{Part, Rule, Severity};
use crate::model::Index;

pub(crate) static INDEX_WITH_DELETED: Rule = Rule {
    id: "IDX006",
    name: "index_with_deleted",
    severity: Severity::Information,
    title: "an index that has the deleted rows, too",
    why: "Queries look for rows that are there. The deleted ones make the index larger, and \
          every query steps over them.",
    fix: "Say `where = |n| n.deleted_at.is_null()`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, index(columns(written_at)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    written_at: DateTime<Utc>,
    deleted_at: Option<DateTime<Utc>>,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
#[pg(index(columns(written_at), where = |n| n.deleted_at.is_null()))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    written_at: DateTime<Utc>,
    deleted_at: Option<DateTime<Utc>>,
}
"#,
    catalog: Some(include_str!("../catalog/index_with_deleted.sql")),
    measure: None,
    check: Check::Index(check),
};

fn check(table: &TableContext<'_>, index: &Index, findings: &mut Findings) {
    let Some(deleted_at) = table.deleted_at().filter(|_| !index.unique) else {
        return;
    };
    let name = &deleted_at.name;
    let knows = index
        .predicate
        .as_ref()
        .is_some_and(|it| names_column(it, name));
    if knows {
        return;
    }
    // What a foreign key needs is looked up for deleted rows, too.
    let columns: Vec<_> = index_columns(index).collect();
    let keys = table.table.constraints.iter();
    let mut keys = keys.filter_map(|constraint| constraint.foreign_key());
    let is_needed = keys.any(|key| {
        columns.len() >= key.columns.len() && key.columns.iter().all(|it| columns.contains(&it))
    });
    if !is_needed {
        let message = "has the deleted rows in it, too";
        findings.part(table.table, Part::Index, &index.name, message);
    }
}
