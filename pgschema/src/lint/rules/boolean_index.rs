use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::kind::Kind;
use crate::lint::{Part, Rule, Severity};
use crate::model::Index;

pub(crate) static BOOLEAN_INDEX: Rule = Rule {
    id: "IDX007",
    name: "boolean_index",
    severity: Severity::Information,
    title: "an index that begins with a boolean",
    why: "Half of the rows are no find: the server reads the table instead. Where only one of \
          the values is rare, it is the other half of the index that is never read.",
    fix: "Put the boolean into `where`: `index(columns(written_at), where = |n| n.is_open)`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", owner = author_id, index(columns(is_open)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
    is_open: bool,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", owner = author_id, index(columns(id), where = "is_open"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
    is_open: bool,
}
"#,
    catalog: Some(include_str!("../catalog/boolean_index.sql")),
    measure: None,
    check: Check::Index(check),
};

fn check(table: &TableContext<'_>, index: &Index, findings: &mut Findings) {
    let first = index_columns(index).find(|name| Some(*name) != table.tenant());
    let column = first.and_then(|name| table.table.column(name.as_str()));
    if let Some(column) = column
        && index.predicate.is_none()
        && table.kind(column) == Kind::Boolean
    {
        let message = format!("begins with `{}`, which is true or false", column.name);
        findings.part(table.table, Part::Index, &index.name, message);
    }
}
