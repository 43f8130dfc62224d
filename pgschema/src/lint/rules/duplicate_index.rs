use crate::define::IndexMethod;
use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Index;
use crate::sql::IndexElement;

pub(crate) static DUPLICATE_INDEX: Rule = Rule {
    id: "IDX001",
    name: "duplicate_index",
    severity: Severity::Warning,
    title: "the same index twice",
    why: "Every write keeps up both, and queries use one.",
    fix: "Remove one of them.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
#[pg(index(columns(written_at), name = "notes_latest"), index(columns(written_at), name = "notes_by_time"))]
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
#[pg(table = "notes", tenant = tenant_id)]
#[pg(index(columns(written_at), name = "notes_latest"))]
#[pg(index(columns(written_at), name = "notes_open", where = |n| n.closed_at.is_null()))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    written_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
}
"#,
    catalog: Some(include_str!("../catalog/duplicate_index.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let indexes = &table.table.indexes;
    for (position, index) in indexes.iter().enumerate() {
        let is_same = |other: &&Index| {
            other.method == index.method
                && other.elements == index.elements
                && other.include == index.include
                && other.predicate == index.predicate
                && (other.unique || !index.unique)
        };
        let twin = indexes.iter().enumerate().find(|(at, other)| {
            *at != position && is_same(other) && (*at < position || !is_same_way_back(index, other))
        });
        if let Some((_, twin)) = twin {
            let message = format!("is the same as `{}`", twin.name);
            findings.part(table.table, Part::Index, &index.name, message);
            continue;
        }
        let keys = table.table.constraints.iter().filter(|_| is_plain(index));
        let same_key = keys.filter(|key| {
            key.unique_columns().is_some_and(|columns| {
                columns.len() == index.elements.len() && index_columns(index).eq(columns)
            })
        });
        if let Some(key) = same_key.into_iter().next() {
            let message = format!("is the same as that of the key `{}`", key.name);
            findings.part(table.table, Part::Index, &index.name, message);
        }
    }
}

/// Whether it is the second of two that are alike in all, and the first has been reported.
fn is_same_way_back(index: &Index, other: &Index) -> bool {
    index.unique == other.unique
}

/// Whether it is such an index as a key has.
fn is_plain(index: &Index) -> bool {
    let in_order = |element: &IndexElement| {
        element
            .as_column()
            .cloned()
            .map(IndexElement::column)
            .as_ref()
            == Some(element)
    };
    index.method == IndexMethod::Btree
        && index.predicate.is_none()
        && index.include.is_empty()
        && index.elements.iter().all(in_order)
}
