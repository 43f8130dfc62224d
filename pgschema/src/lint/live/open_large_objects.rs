use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static OPEN_LARGE_OBJECTS: Rule = Rule {
    id: "GRT030",
    name: "open_large_objects",
    severity: Severity::Warning,
    title: "large objects whose rights nobody checks",
    why: "lo_compat_privileges lets every role read and change every large object.",
    fix: "ALTER SYSTEM RESET lo_compat_privileges, then SELECT pg_reload_conf();",
    bad: r#"
SET LOCAL lo_compat_privileges = on;
"#,
    good: r#"
SET LOCAL lo_compat_privileges = off;
"#,
    catalog: Some(include_str!("../catalog/open_large_objects.sql")),
    measure: None,
    check: Check::Server,
};
