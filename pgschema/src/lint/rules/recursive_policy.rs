use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::Scan;
use crate::lint::{Part, Rule, Severity};

pub(crate) static RECURSIVE_POLICY: Rule = Rule {
    id: "RLS019",
    name: "recursive_policy",
    severity: Severity::Error,
    title: "a policy that reads its own table",
    why: "The sub-query is under the same policy, which is under the same policy: every query \
          fails with `infinite recursion detected in policy` (SQLSTATE 42P17). CREATE POLICY \
          doesn't notice.",
    fix: "Ask a function with SECURITY DEFINER that returns the ids, or keep what is asked for \
          in a column of the row itself.",
    bad: r#"
/// Who works for whom.
#[derive(Table)]
#[pg(table = "members", policy(
    name = "members_read", for = select, to(runtime),
    using = "team_id = ANY (ARRAY(SELECT m.team_id FROM app.members AS m WHERE m.user_id = (SELECT app.current_user_id())))",
))]
#[pg(index(columns(team_id)))]
struct Member {
    #[pg(primary_key)]
    id: Uuid,
    team_id: Uuid,
    user_id: Uuid,
}

/// A team of somebody.
#[derive(Table)]
#[pg(table = "teams", owner = leader_id)]
struct Team {
    #[pg(primary_key)]
    id: Uuid,
    leader_id: Uuid,
}
"#,
    good: r#"
/// Who works for whom.
#[derive(Table)]
#[pg(table = "members", policy(
    name = "members_read", for = select, to(runtime),
    using = "team_id = ANY (ARRAY(SELECT t.id FROM app.teams AS t))",
))]
#[pg(index(columns(team_id)))]
struct Member {
    #[pg(primary_key)]
    id: Uuid,
    team_id: Uuid,
    user_id: Uuid,
}

/// A team of somebody.
#[derive(Table)]
#[pg(table = "teams", owner = leader_id)]
struct Team {
    #[pg(primary_key)]
    id: Uuid,
    leader_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/recursive_policy.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let name = &table.table.name;
    let reads_itself = |scan: &Scan| scan.has_query() && scan.names_relation(name);
    if policy.scans().iter().any(reads_itself) {
        let message = "reads its own table, which fails as soon as anybody does";
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}
