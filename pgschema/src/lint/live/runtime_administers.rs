use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static RUNTIME_ADMINISTERS: Rule = Rule {
    id: "GRT007",
    name: "runtime_administers",
    severity: Severity::Error,
    title: "a role that programs use can make roles or databases, or replicate",
    why: "CREATEROLE makes roles that may more than it may itself, REPLICATION reads every row \
          of every table past all policies.",
    fix: "ALTER ROLE … NOCREATEDB NOCREATEROLE NOREPLICATION;",
    bad: r#"
ALTER ROLE app_runtime CREATEROLE;
"#,
    good: r#"
ALTER ROLE app_runtime CONNECTION LIMIT 10;
"#,
    catalog: Some(include_str!("../catalog/runtime_administers.sql")),
    measure: None,
    check: Check::Server,
};
