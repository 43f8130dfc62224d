use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static WEAK_PASSWORD_ENCRYPTION: Rule = Rule {
    id: "OPS004",
    name: "weak_password_encryption",
    severity: Severity::Error,
    title: "new passwords are kept as MD5 hashes",
    why: "Who reads the hash logs in with it.",
    fix: "ALTER SYSTEM SET password_encryption = 'scram-sha-256', and new passwords for roles \
          that have an MD5 hash.",
    bad: r#"
SET LOCAL password_encryption = 'md5';
"#,
    good: r#"
SET LOCAL password_encryption = 'scram-sha-256';
"#,
    catalog: Some(include_str!("../catalog/weak_password_encryption.sql")),
    measure: None,
    check: Check::Server,
};
