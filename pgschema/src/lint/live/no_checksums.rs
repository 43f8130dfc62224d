use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static NO_CHECKSUMS: Rule = Rule {
    id: "OPS009",
    name: "no_checksums",
    severity: Severity::Warning,
    title: "data files without checksums",
    why: "A disk that changes a bit goes unnoticed until the backup has it, too. On by default \
          from PostgreSQL 18.",
    fix: "Stop the server and run pg_checksums --enable; new clusters: initdb --data-checksums.",
    bad: r#"
initdb --no-data-checksums
"#,
    good: r#"
initdb --data-checksums
"#,
    catalog: Some(include_str!("../catalog/no_checksums.sql")),
    measure: None,
    check: Check::Server,
};
