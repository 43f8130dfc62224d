use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static NO_STATEMENT_STATISTICS: Rule = Rule {
    id: "OPS005",
    name: "no_statement_statistics",
    severity: Severity::Warning,
    title: "nothing counts which statements take the time",
    why: "Without pg_stat_statements, nobody knows which query to make faster.",
    fix: "shared_preload_libraries = 'pg_stat_statements', a restart, and CREATE EXTENSION \
          pg_stat_statements.",
    bad: r#"
ALTER SYSTEM SET shared_preload_libraries = '';
"#,
    good: r#"
ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements';
"#,
    catalog: Some(include_str!("../catalog/no_statement_statistics.sql")),
    measure: None,
    check: Check::Server,
};
