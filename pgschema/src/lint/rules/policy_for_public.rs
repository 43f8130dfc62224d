use crate::define::PolicyKind;
use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::{Part, Rule, Severity};
use crate::sql::RoleName;

pub(crate) static POLICY_FOR_PUBLIC: Rule = Rule {
    id: "RLS006",
    name: "policy_for_public",
    severity: Severity::Warning,
    title: "a policy for everybody",
    why: "A policy for PUBLIC holds for every role of the cluster, also for those that are \
          made later for something else, and the server evaluates it for each of them.",
    fix: "Name the roles: `to(runtime)`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(public), using = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(runtime, readonly), using = "is_public"))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    is_public: bool,
}
"#,
    catalog: Some(include_str!("../catalog/policy_for_public.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let policy = policy.policy;
    if policy.kind == PolicyKind::Permissive && policy.roles.contains(&RoleName::Public) {
        findings.part(
            table.table,
            Part::Policy,
            &policy.name,
            "holds for every role, known or not",
        );
    }
}
