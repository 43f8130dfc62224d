use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static NO_TLS: Rule = Rule {
    id: "OPS002",
    name: "no_tls",
    severity: Severity::Error,
    title: "a server without TLS",
    why: "Passwords, rows and statements go over the network for all to read and change.",
    fix: "ssl = on, with a certificate that clients verify (sslmode=verify-full), and hostssl \
          lines in pg_hba.conf.",
    bad: r#"
ALTER SYSTEM SET ssl = off;
"#,
    good: r#"
ALTER SYSTEM SET ssl = on;
"#,
    catalog: Some(include_str!("../catalog/no_tls.sql")),
    measure: None,
    check: Check::Server,
};
