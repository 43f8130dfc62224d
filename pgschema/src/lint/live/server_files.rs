use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static SERVER_FILES: Rule = Rule {
    id: "GRT031",
    name: "server_files",
    severity: Severity::Error,
    title: "a role that programs use reads the server's files",
    why: "pg_read_file and its like read the configuration, keys and the data files of other \
          databases; lo_import and lo_export write.",
    fix: "REVOKE EXECUTE ON FUNCTION … FROM …, and memberships of pg_read_server_files and its \
          like.",
    bad: r#"
GRANT EXECUTE ON FUNCTION pg_catalog.pg_read_file(text) TO app_runtime;
"#,
    good: r#"
GRANT EXECUTE ON FUNCTION pg_catalog.pg_size_pretty(bigint) TO app_runtime;
"#,
    catalog: Some(include_str!("../catalog/server_files.sql")),
    measure: None,
    check: Check::Server,
};
