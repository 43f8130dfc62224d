use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::Scan;
use crate::lint::{Part, Rule, Severity};

pub(crate) static USER_WRITABLE_CLAIM: Rule = Rule {
    id: "RLS037",
    name: "user_writable_claim",
    severity: Severity::Error,
    title: "a policy that believes what users say of themselves",
    why: "`user_metadata` of a token is what the user put there. A policy that asks it lets \
          everybody be whoever they like.",
    fix: "Ask `app_metadata`, which only the server writes, or better a table.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_team", for = select, to(runtime),
    using = "team = (SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'user_metadata' ->> 'team')",
))]
#[pg(index(columns(team)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    team: String,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_team", for = select, to(runtime),
    using = "team = (SELECT nullif(current_setting('request.jwt.claims', true), '')::jsonb -> 'app_metadata' ->> 'team')",
))]
#[pg(index(columns(team)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    team: String,
}
"#,
    catalog: Some(include_str!("../catalog/user_writable_claim.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let mut lexemes = policy.scans().iter().flat_map(Scan::lexemes);
    if lexemes.any(|lexeme| lexeme.text.contains("user_metadata")) {
        let message = "asks `user_metadata`, which the user writes";
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}
