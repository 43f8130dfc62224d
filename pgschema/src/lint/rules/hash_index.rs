use crate::define::IndexMethod;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Part, Rule, Severity};
use crate::model::Index;

pub(crate) static HASH_INDEX: Rule = Rule {
    id: "IDX010",
    name: "hash_index",
    severity: Severity::Warning,
    title: "a hash index",
    why: "It finds equal values and nothing else: no order, no range, no second column, no \
          uniqueness. A btree is hardly larger and does all of that.",
    fix: "Leave `using = hash` out.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, index(columns(author_id), using = hash, across_tenants))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id, index(columns(author_id)))]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/hash_index.sql")),
    measure: None,
    check: Check::Index(check),
};

fn check(table: &TableContext<'_>, index: &Index, findings: &mut Findings) {
    if index.method == IndexMethod::Hash {
        findings.part(
            table.table,
            Part::Index,
            &index.name,
            "finds equal values and nothing else",
        );
    }
}
