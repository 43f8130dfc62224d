use crate::lint::check::Check;
use crate::lint::context::TableContext;
use crate::lint::findings::Findings;
use crate::lint::policy::PolicyContext;
use crate::lint::scan::Scan;
use crate::lint::{Part, Rule, Severity};
use crate::sql::Volatility;

pub(crate) static VOLATILE_POLICY: Rule = Rule {
    id: "RLS033",
    name: "volatile_policy",
    severity: Severity::Warning,
    title: "a policy with a volatile function",
    why: "A volatile function is called for each row and may say something else each time: \
          which rows are seen then depends on the plan.",
    fix: "Use a function that is STABLE, within `(SELECT …)`: `now()` in the place of \
          `clock_timestamp()`.",
    bad: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(runtime), using = "shown_at < clock_timestamp()"))]
#[pg(index(columns(shown_at)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    shown_at: DateTime<Utc>,
}
"#,
    good: r#"
/// A note.
#[derive(Table)]
#[pg(table = "notes", policy(name = "notes_read", for = select, to(runtime), using = "shown_at < (SELECT now())"))]
#[pg(index(columns(shown_at)))]
struct Note {
    #[pg(primary_key)]
    id: Uuid,
    shown_at: DateTime<Utc>,
}
"#,
    catalog: Some(include_str!("../catalog/volatile_policy.sql")),
    measure: None,
    check: Check::Policy(check),
};

const VOLATILE: [&str; 9] = [
    "clock_timestamp",
    "gen_random_uuid",
    "nextval",
    "random",
    "set_config",
    "timeofday",
    "uuid_generate_v4",
    "uuidv4",
    "uuidv7",
];

fn check(table: &TableContext<'_>, policy: &PolicyContext<'_>, findings: &mut Findings) {
    let functions = &table.context.database.functions;
    let is_volatile = |name: &str, schema: Option<&str>| match schema {
        None | Some("pg_catalog") => VOLATILE.contains(&name),
        Some(schema) => functions.iter().any(|function| {
            *function.name.name() == *name
                && *function.name.schema() == *schema
                && function.volatility == Volatility::Volatile
        }),
    };
    let calls = policy.scans().iter().flat_map(Scan::calls);
    if let Some(call) = calls
        .into_iter()
        .find(|call| is_volatile(call.name, call.schema))
    {
        let message = format!("calls `{}`, which is volatile", call.name);
        findings.part(table.table, Part::Policy, &policy.policy.name, message);
    }
}
