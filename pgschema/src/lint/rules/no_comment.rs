use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};

pub(crate) static NO_COMMENT: Rule = Rule {
    id: "DOC001",
    name: "no_comment",
    severity: Severity::Information,
    title: "a table without a comment",
    why: "Who looks at the database in a year, or reads the dictionary, has the name alone.",
    fix: "Write a doc comment on the struct: it becomes the COMMENT.",
    bad: r#"
#[derive(Table)]
#[pg(table = "notes", tenant = tenant_id)]
struct Note {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
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
    catalog: Some(include_str!("../catalog/no_comment.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    if table.table.comment.is_none() {
        findings.table(table.table, "nothing says what it is for");
    }
}
