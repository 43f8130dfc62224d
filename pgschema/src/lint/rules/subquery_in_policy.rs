use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::Call;
use crate::lint::scan::Scan;
use crate::lint::{Part, Rule, Severity};

pub(crate) static SUBQUERY_IN_POLICY: Rule = Rule {
    id: "RLS036",
    name: "subquery_in_policy",
    severity: Severity::Warning,
    title: "a policy with EXISTS or IN",
    why: "The server doesn't turn a sub-query of a policy into a join: it reads the whole \
          table of the sub-query, and checks row by row. Measured: `EXISTS` and `IN (SELECT \
          …)` take 120 to 1300 times as long as `= ANY (ARRAY(SELECT …))`, which is evaluated \
          once and uses the index.",
    fix: "Write `team_id = ANY (ARRAY(SELECT m.team_id FROM …))`, or let a function with \
          SECURITY DEFINER return the array.",
    bad: r#"
/// Who works in which team.
#[derive(Table)]
#[pg(table = "members", owner = user_id)]
struct Member {
    #[pg(primary_key)]
    id: Uuid,
    team_id: Uuid,
    user_id: Uuid,
}

/// A note of a team.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_read", for = select, to(runtime),
    using = "EXISTS (SELECT 1 FROM app.members AS m WHERE m.team_id = notes.team_id)",
))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    team_id: Uuid,
}
"#,
    good: r#"
/// Who works in which team.
#[derive(Table)]
#[pg(table = "members", owner = user_id)]
struct Member {
    #[pg(primary_key)]
    id: Uuid,
    team_id: Uuid,
    user_id: Uuid,
}

/// A note of a team.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_read", for = select, to(runtime),
    using = "team_id = ANY (ARRAY(SELECT m.team_id FROM app.members AS m))",
))]
#[pg(index(columns(team_id)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    team_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/subquery_in_policy.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let is_query = |scan: &Scan, call: &Call<'_>| {
        scan.arguments(call)
            .first()
            .is_some_and(|it| it.text == "select")
    };
    for scan in policy.scans() {
        let found = scan
            .groups()
            .into_iter()
            .find(|call| matches!(call.name, "exists" | "in") && is_query(scan, call));
        if let Some(found) = found {
            let word = found.name.to_ascii_uppercase();
            let message = format!("looks rows up by {word} (SELECT …), row by row");
            findings.part(table.table, Part::Policy, &policy.policy.name, message);
            return;
        }
    }
}
