use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static OPEN_ACCESS: Rule = Rule {
    id: "OPS003",
    name: "open_access",
    severity: Severity::Error,
    title: "a line of pg_hba.conf that lets people in too easily",
    why: "trust asks for nothing, password and md5 give the password away, and a line for TCP \
          that isn't hostssl takes connections without TLS.",
    fix: "hostssl … scram-sha-256 for the network, and `hostnossl all all all reject` before \
          what follows.",
    bad: r#"
host all all 0.0.0.0/0 md5
"#,
    good: r#"
hostssl all all 10.0.0.0/8 scram-sha-256
"#,
    catalog: Some(include_str!("../catalog/open_access.sql")),
    measure: None,
    check: Check::Server,
};
