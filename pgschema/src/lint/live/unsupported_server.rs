use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static UNSUPPORTED_SERVER: Rule = Rule {
    id: "OPS014",
    name: "unsupported_server",
    severity: Severity::Error,
    title: "a server that gets no more fixes",
    why: "PostgreSQL 14 got its last one in November 2026: what is found since stays open.",
    fix: "Upgrade: pg_upgrade, or logical replication to a new server.",
    bad: r#"
PostgreSQL 14
"#,
    good: r#"
PostgreSQL 18
"#,
    catalog: Some(include_str!("../catalog/unsupported_server.sql")),
    measure: None,
    check: Check::Server,
};
