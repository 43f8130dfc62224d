use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::Scan;
use crate::lint::{Part, Rule, Severity};

pub(crate) static POLICY_FUNCTION_PER_ROW: Rule = Rule {
    id: "RLS008",
    name: "policy_function_per_row",
    severity: Severity::Warning,
    title: "a policy that asks for the session again for each row",
    why: "`current_setting(…)` in a policy is called for every row that a query looks at; in \
          `(SELECT …)` it is called once. Measured on a million rows: scans that filter take 4 \
          to 10 times as long, and a bulk INSERT 2 to 2.8 times.",
    fix: "Write `(SELECT app.current_tenant_id())`, or use the typed `current_tenant()` and \
          `current_user_id()`, which are written so.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_own", to(runtime),
    using = "author_id = nullif(current_setting('app.user_id', true), '')::uuid",
))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_own", to(runtime),
    using = "author_id = (SELECT nullif(current_setting('app.user_id', true), '')::uuid)",
))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    author_id: Uuid,
}
"#,
    catalog: Some(include_str!("../catalog/policy_function_per_row.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let per_row = policy.scans().iter().flat_map(Scan::calls).find(|call| {
        let is_session = matches!(
            call.name,
            "current_setting" | "current_tenant_id" | "current_user_id"
        );
        !call.in_query && (is_session || call.schema == Some("auth"))
    });
    if let Some(call) = per_row {
        let message = format!(
            "calls `{}` for each row, not once for the statement",
            call.name
        );
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}
