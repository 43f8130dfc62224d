use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static OWNER_LOGS_IN: Rule = Rule {
    id: "GRT015",
    name: "owner_logs_in",
    severity: Severity::Warning,
    title: "a role that owns tables can log in",
    why: "Its password is the key to everything: it drops, alters and grants. Nobody has to log \
          in as the owner: who migrates becomes the owner with SET ROLE.",
    fix: "ALTER ROLE … NOLOGIN; GRANT it to the role that migrates.",
    bad: r#"
ALTER ROLE app_owner LOGIN;
"#,
    good: r#"
ALTER ROLE app_owner CONNECTION LIMIT 0;
"#,
    catalog: Some(include_str!("../catalog/owner_logs_in.sql")),
    measure: None,
    check: Check::Server,
};
