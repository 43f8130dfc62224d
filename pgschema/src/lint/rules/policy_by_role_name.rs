use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::{Part, Rule, Severity};

pub(crate) static POLICY_BY_ROLE_NAME: Rule = Rule {
    id: "RLS030",
    name: "policy_by_role_name",
    severity: Severity::Warning,
    title: "a policy that asks who is connected",
    why: "An application connects as one role for all of its users: `current_user` is the same \
          for everybody. `session_user` doesn't even follow SET ROLE.",
    fix: "Bind the user to the transaction and ask for that: `current_user_id()`. What differs \
          by role is a policy for each role: `to(…)`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_own", to(runtime), using = "author = current_user"))]
#[pg(index(columns(author)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 63)]
    author: String,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_own", to(runtime), using = |n| n.author_id.eq(current_user_id())))]
#[pg(index(columns(author_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/policy_by_role_name.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    const WORDS: [&str; 4] = ["current_user", "session_user", "current_role", "user"];
    let scans = policy.scans();
    let word = WORDS
        .iter()
        .find(|word| scans.iter().any(|scan| scan.has_word(word)));
    if let Some(word) = word {
        let message =
            format!("asks for `{word}`, which is the same for every user of an application");
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}
