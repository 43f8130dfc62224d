use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::{Part, Rule, Severity};

pub(crate) static POLICY_TRUSTS_OPEN_TABLE: Rule = Rule {
    id: "RLS020",
    name: "policy_trusts_open_table",
    severity: Severity::Warning,
    title: "a policy that trusts a table without row-level security",
    why: "Who may write to the other table decides who sees the rows of this one. Without \
          row-level security on it every role with a right to it does.",
    fix: "Bind the other table too, or give the right to change it to the owner alone.",
    bad: r#"
/// Which teams there are.
#[derive(Table)]
#[pg(table = "teams", allow(no_row_security, reason = "everybody may know the teams"))]
struct Team {
    #[pg(primary_key)]
    id: Uuid,
}

/// A note of a team.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_read", for = select, to(runtime),
    using = "team_id = ANY (ARRAY(SELECT t.id FROM app.teams AS t))",
))]
#[pg(index(columns(team_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    team_id: Uuid,
}
"#,
    good: r#"
/// Which teams there are.
#[derive(Table)]
#[pg(table = "teams", owner = leader_id)]
struct Team {
    #[pg(primary_key)]
    id: Uuid,
    leader_id: Uuid,
}

/// A note of a team.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_read", for = select, to(runtime),
    using = "team_id = ANY (ARRAY(SELECT t.id FROM app.teams AS t))",
))]
#[pg(index(columns(team_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    team_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/policy_trusts_open_table.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    for scan in policy.scans().iter().filter(|scan| scan.has_query()) {
        let open = table
            .context
            .tables_in(scan)
            .find(|other| other.name != table.table.name && other.row_security.is_disabled());
        if let Some(open) = open {
            let message = format!("depends on {}, which has no row-level security", open.name);
            findings.part(table.table, Part::Policy, &policy.policy.name, message);
            return;
        }
    }
}
