use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static SECRET_IN_SETTINGS: Rule = Rule {
    id: "SEC002",
    name: "secret_in_settings",
    severity: Severity::Error,
    title: "a key in a setting of a role or a database",
    why: "pg_db_role_setting can be read by everybody who logs in, and by every injected SELECT; it \
          is in every dump of the roles. A key there protects from nobody.",
    fix: "ALTER ROLE … RESET …, make a new key, and keep it where the program gets its secrets: \
          values are sealed in the program (`encrypted`).",
    bad: r#"
ALTER ROLE app_runtime SET app.encryption_key = 'c2VjcmV0';
"#,
    good: r#"
ALTER ROLE app_runtime SET app.key_id = '7';
"#,
    catalog: Some(include_str!("../catalog/secret_in_settings.sql")),
    measure: None,
    check: Check::Server,
};
