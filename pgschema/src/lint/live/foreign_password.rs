use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static FOREIGN_PASSWORD: Rule = Rule {
    id: "GRT029",
    name: "foreign_password",
    severity: Severity::Warning,
    title: "a foreign server that everybody may use, or with a password in its mapping",
    why: "A user mapping keeps the password of another server in clear text in the catalog; a \
          server that PUBLIC may use is one for every role.",
    fix: "Use certificates or a password file for the mapping, and REVOKE USAGE ON FOREIGN \
          SERVER … FROM PUBLIC.",
    bad: r#"
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
CREATE USER MAPPING FOR app_runtime SERVER elsewhere OPTIONS (password 'secret');
"#,
    good: r#"
CREATE FOREIGN DATA WRAPPER nothing;
CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
CREATE USER MAPPING FOR app_runtime SERVER elsewhere OPTIONS (sslmode 'verify-full');
"#,
    catalog: Some(include_str!("../catalog/foreign_password.sql")),
    measure: None,
    check: Check::Server,
};
