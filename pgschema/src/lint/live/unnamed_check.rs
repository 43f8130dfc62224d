use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static UNNAMED_CHECK: Rule = Rule {
    id: "NAM002",
    name: "unnamed_check",
    severity: Severity::Information,
    title: "a CHECK with a number, or nothing, for a name",
    why: "The server made it up, and it follows from the order in which constraints are made, so that two databases \
          of one schema differ, and an error of it tells the user nothing.",
    fix: "ALTER TABLE … RENAME CONSTRAINT … TO a name that says what holds.",
    bad: r#"
ALTER TABLE app.things ADD CHECK (length(name) < 100), ADD CHECK (length(name) > 2);
"#,
    good: r#"
ALTER TABLE app.things ADD CONSTRAINT things_name_short CHECK (length(name) < 100);
"#,
    catalog: Some(include_str!("../catalog/unnamed_check.sql")),
    measure: None,
    check: Check::Server,
};
