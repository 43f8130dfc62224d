use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static RUNTIME_ADMIN_OPTION: Rule = Rule {
    id: "GRT028",
    name: "runtime_admin_option",
    severity: Severity::Error,
    title: "a role that programs use can hand a membership on",
    why: "WITH ADMIN OPTION it makes any role a member of the other, itself with more options \
          among them.",
    fix: "REVOKE ADMIN OPTION FOR … FROM …;",
    bad: r#"
CREATE ROLE audit_reader NOLOGIN;
GRANT audit_reader TO app_runtime WITH ADMIN OPTION;
"#,
    good: r#"
CREATE ROLE audit_reader NOLOGIN;
GRANT audit_reader TO app_runtime;
"#,
    catalog: Some(include_str!("../catalog/runtime_admin_option.sql")),
    measure: None,
    check: Check::Server,
};
