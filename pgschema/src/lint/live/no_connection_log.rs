use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static NO_CONNECTION_LOG: Rule = Rule {
    id: "OPS007",
    name: "no_connection_log",
    severity: Severity::Warning,
    title: "who came and who waited is not logged",
    why: "After an incident, nobody can say who was connected, from where, and which sessions \
          waited for whose lock.",
    fix: "log_connections, log_disconnections, log_lock_waits = on.",
    bad: r#"
SET LOCAL log_lock_waits = off;
"#,
    good: r#"
SET LOCAL log_lock_waits = on;
"#,
    catalog: Some(include_str!("../catalog/no_connection_log.sql")),
    measure: None,
    check: Check::Server,
};
