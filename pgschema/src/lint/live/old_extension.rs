use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static OLD_EXTENSION: Rule = Rule {
    id: "OPS011",
    name: "old_extension",
    severity: Severity::Warning,
    title: "an extension that has a newer version installed",
    why: "The library is new and its SQL objects are old; fixes in them, some of security, are \
          not there.",
    fix: "ALTER EXTENSION … UPDATE;",
    bad: r#"
CREATE EXTENSION hstore VERSION '1.4';
"#,
    good: r#"
CREATE EXTENSION hstore;
"#,
    catalog: Some(include_str!("../catalog/old_extension.sql")),
    measure: None,
    check: Check::Server,
};
