use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static PUBLIC_CREATES: Rule = Rule {
    id: "GRT001",
    name: "public_creates",
    severity: Severity::Error,
    title: "everybody can create objects in a schema",
    why: "Whoever can log in puts a function or a table there that others find before their own \
          (CVE-2018-1058). It is how the schema public came up to PostgreSQL 14, and pg_upgrade \
          and pg_dump keep it.",
    fix: "REVOKE CREATE ON SCHEMA public FROM PUBLIC;",
    bad: r#"
GRANT CREATE ON SCHEMA app TO PUBLIC;
"#,
    good: r#"
GRANT CREATE ON SCHEMA app TO app_migrator;
"#,
    catalog: Some(include_str!("../catalog/public_creates.sql")),
    measure: None,
    check: Check::Server,
};
