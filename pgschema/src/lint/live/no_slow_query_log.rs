use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static NO_SLOW_QUERY_LOG: Rule = Rule {
    id: "OPS006",
    name: "no_slow_query_log",
    severity: Severity::Warning,
    title: "slow statements are not logged",
    why: "What took seconds in the night is nowhere to be seen in the morning.",
    fix: "ALTER SYSTEM SET log_min_duration_statement = '500ms'; with log_parameter_max_length = \
          0, no values of users get into the log.",
    bad: r#"
SET LOCAL log_min_duration_statement = -1;
"#,
    good: r#"
SET LOCAL log_min_duration_statement = 500;
"#,
    catalog: Some(include_str!("../catalog/no_slow_query_log.sql")),
    measure: None,
    check: Check::Server,
};
