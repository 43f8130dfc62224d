use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::has_word_of;
use crate::lint::{Part, Rule, Severity};

pub(crate) static PLACEHOLDER_POLICY: Rule = Rule {
    id: "NAM003",
    name: "placeholder_policy",
    severity: Severity::Information,
    title: "a policy that was meant to be temporary",
    why: "`todo`, `tmp` or `debug` in the name of a policy is what somebody meant to come back \
          to, and it decides who sees what until then.",
    fix: "Name it by what it lets in, or remove it.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_tmp", for = select, to(runtime), using = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_template_read", for = select, to(runtime), using = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    catalog: Some(include_str!("../catalog/placeholder_policy.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    const WORDS: [&str; 7] = ["todo", "fixme", "tmp", "hack", "xxx", "debug", "test"];
    let name = &policy.policy.name;
    if has_word_of(name, &WORDS) {
        findings.part(table.table, Part::Policy, name, "is temporary by its name");
    }
}
