use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static NOT_DURABLE: Rule = Rule {
    id: "OPS008",
    name: "not_durable",
    severity: Severity::Error,
    title: "a server that loses data when the power goes",
    why: "Without fsync or full_page_writes, a crash of the machine leaves data files that can't \
          be read.",
    fix: "ALTER SYSTEM RESET fsync; ALTER SYSTEM RESET full_page_writes; SELECT \
          pg_reload_conf().",
    bad: r#"
ALTER SYSTEM SET fsync = off;
"#,
    good: r#"
ALTER SYSTEM SET fsync = on;
"#,
    catalog: Some(include_str!("../catalog/not_durable.sql")),
    measure: None,
    check: Check::Server,
};
