use crate::define::IndexMethod;
use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Index;
use crate::sql::{Identifier, IndexElement};

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
        let others = indexes.iter().enumerate();
        // Of two that are alike the second is reported; of a unique one and another, the other.
        let twin = others
            .filter(|(at, _)| *at != position)
            .find(|(at, other)| {
                let is_needed = index.unique && !other.unique;
                let is_first = index.unique == other.unique && *at > position;
                !is_needed && !is_first && is_same(index, other)
            });
        let twin = twin.map(|(_, twin)| &twin.name);
        if let Some(twin) = twin.or_else(|| key_like(table, index)) {
            let message = format!("is the same as `{twin}`");
            findings.part(table.table, Part::Index, &index.name, message);
        }
    }
}

fn is_same(index: &Index, other: &Index) -> bool {
    index.elements.len() == other.elements.len()
        && index.method == other.method
        && index.elements == other.elements
        && index.include == other.include
        && index.predicate == other.predicate
}

/// The key whose index is the same.
fn key_like<'a>(table: &TableContext<'a>, index: &Index) -> Option<&'a Identifier> {
    let keys = table.table.constraints.iter();
    let mut like = keys.filter(|key| {
        key.unique_columns().is_some_and(|columns| {
            columns.len() == index.elements.len() && index_columns(index).eq(columns)
        })
    });
    like.next().filter(|_| is_plain(index)).map(|key| &key.name)
}

/// Whether it is such an index as a key has.
fn is_plain(index: &Index) -> bool {
    let in_order = |element: &IndexElement| {
        let column = element.as_column().cloned();
        column.map(IndexElement::column).as_ref() == Some(element)
    };
    index.method == IndexMethod::Btree
        && index.predicate.is_none()
        && index.include.is_empty()
        && index.elements.iter().all(in_order)
}
