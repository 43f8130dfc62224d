use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::{Part, Rule, Severity};

pub(crate) static SETTING_MAY_BE_MISSING: Rule = Rule {
    id: "RLS009",
    name: "setting_may_be_missing",
    severity: Severity::Error,
    title: "a policy that fails where the setting was never set",
    why: "`current_setting('app.tenant_id')` is an error (SQLSTATE 42704) on a connection that \
          never set it: a health check, a report, the first query of a pool. With `true` as \
          the second argument it is NULL, and the policy lets nothing through.",
    fix: "Write `nullif(current_setting('app.tenant_id', true), '')`, or use the helper of the \
          profile.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_own", to(runtime),
    using = "author = (SELECT current_setting('app.user_name'))",
))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    author: String,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(
    name = "notes_own", to(runtime),
    using = "author = (SELECT current_setting('app.user_name', true))",
))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    #[pg(max_len = 100)]
    author: String,
}
"#,
    catalog: Some(include_str!("../catalog/setting_may_be_missing.sql")),
    measure: None,
    check: Check::Policy(check),
};

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let fails = policy.scans().iter().any(|scan| {
        let calls = scan.calls_of("current_setting");
        calls.iter().any(|call| scan.argument_count(call) == 1)
    });
    if fails {
        let message = "`current_setting` with one argument fails where the setting was never set";
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}
