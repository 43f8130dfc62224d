use crate::define::IndexMethod;
use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Index;

pub(crate) static REDUNDANT_INDEX: Rule = Rule {
    id: "IDX002",
    name: "redundant_index",
    severity: Severity::Information,
    title: "an index that another one begins with",
    why: "Whatever it finds the longer one finds, too. Every write keeps up both.",
    fix: "Remove the shorter one, unless it is so much smaller that measurements speak for it.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
#[pg(index(columns(author_id)), index(columns(author_id, written_at)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
    written_at: DateTime<Utc>,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
#[pg(index(columns(written_at)), index(columns(author_id, written_at)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
    written_at: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/redundant_index.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let indexes = &table.table.indexes;
    for index in indexes
        .iter()
        .filter(|index| is_plain(index) && !index.unique)
    {
        let length = index.elements.len();
        let by_index = || {
            let mut longer = indexes.iter().filter(|it| it.elements.len() > length);
            longer
                .find(|it| index_columns(it).take(length).eq(index_columns(index)) && is_plain(it))
        };
        let by_key = || {
            table.table.constraints.iter().find(|key| {
                let columns = key.unique_columns().unwrap_or_default();
                columns.len() > length && columns.iter().take(length).eq(index_columns(index))
            })
        };
        let longer = by_index().map(|it| &it.name);
        if let Some(longer) = longer.or_else(|| by_key().map(|it| &it.name)) {
            let message = format!("`{longer}` begins with the same columns");
            findings.part(table.table, Part::Index, &index.name, message);
        }
    }
}

/// Whether it is a btree over all rows, of columns alone.
fn is_plain(index: &Index) -> bool {
    index.method == IndexMethod::Btree
        && index.predicate.is_none()
        && index.include.is_empty()
        && index
            .elements
            .iter()
            .all(|element| element.as_column().is_some())
}
