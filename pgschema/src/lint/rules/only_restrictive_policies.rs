use crate::define::PolicyKind;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::{Rule, Severity};
use crate::model::Policy;

pub(crate) static ONLY_RESTRICTIVE_POLICIES: Rule = Rule {
    id: "RLS007",
    name: "only_restrictive_policies",
    severity: Severity::Error,
    title: "restrictive policies alone",
    why: "A restrictive policy takes away and gives nothing. Without a permissive one beside \
          it nobody sees a row, and the table looks empty.",
    fix: "Make the policy that lets rows in `as = permissive`, which is what no word means.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_floor", as = restrictive, to(runtime), using = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_floor", as = restrictive, to(runtime), using = "is_public"))]
#[pg(policy(name = "notes_read", for = select, to(runtime), using = "published_at IS NOT NULL"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
    published_at: Option<DateTime<Utc>>,
}
"#,
    catalog: Some(include_str!("../catalog/only_restrictive_policies.sql")),
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let policies = &table.table.policies;
    let is_restrictive = |policy: &Policy| policy.kind == PolicyKind::Restrictive;
    if !policies.is_empty() && policies.iter().all(is_restrictive) {
        findings.table(
            table.table,
            "every policy is restrictive, so nobody is let in",
        );
    }
}
