use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::Lexeme;
use crate::lint::scan::Scan;
use crate::lint::{Part, Rule, Severity};
use pgschema_syntax::token::TokenKind;

pub(crate) static LITERAL_ID_IN_POLICY: Rule = Rule {
    id: "RLS035",
    name: "literal_id_in_policy",
    severity: Severity::Information,
    title: "a policy with somebody's identifier in it",
    why: "Who that is, is not in the schema. The rows of another database, as in tests, have \
          another one, and the day it changes nobody looks here.",
    fix: "Keep what is special about the row in a column, or in a role.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_shared", for = select, to(runtime),
    using = "author_id = '0198c0de-0000-7000-8000-000000000001'::uuid",
))]
#[pg(index(columns(author_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_shared", for = select, to(runtime), using = "is_shared"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_shared: bool,
}
"#,
    catalog: Some(include_str!("../catalog/literal_id_in_policy.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let is_id = |lexeme: &Lexeme| lexeme.kind == TokenKind::String && is_uuid(&lexeme.text);
    let scans = policy.scans().iter();
    if let Some(id) = scans.flat_map(Scan::lexemes).find(|lexeme| is_id(lexeme)) {
        let message = format!("has the identifier {} in it", id.text);
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}

/// Whether a text begins as a UUID does: eight hexadecimal digits, `-`, four more, `-`.
fn is_uuid(text: &str) -> bool {
    let mut groups = text.split('-');
    let mut is_group = |length: usize| {
        groups.next().is_some_and(|group| {
            group.len() == length && group.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
    };
    is_group(8) && is_group(4) && is_group(4)
}
