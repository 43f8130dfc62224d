use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static MD5_PASSWORD: Rule = Rule {
    id: "GRT026",
    name: "md5_password",
    severity: Severity::Error,
    title: "a password that is kept as an MD5 hash",
    why: "Who reads the hash logs in with it, and guesses the password quickly. PostgreSQL 18 \
          calls it deprecated.",
    fix: "SET password_encryption = 'scram-sha-256', and give the role a new password; better, \
          send its SCRAM verifier.",
    bad: r#"
SET LOCAL password_encryption = 'md5';
ALTER ROLE app_runtime PASSWORD 'secret';
"#,
    good: r#"
SET LOCAL password_encryption = 'scram-sha-256';
ALTER ROLE app_runtime PASSWORD 'secret';
"#,
    catalog: Some(include_str!("../catalog/md5_password.sql")),
    measure: None,
    check: Check::Server,
};
