use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static UNVALIDATED_CONSTRAINT: Rule = Rule {
    id: "KEY004",
    name: "unvalidated_constraint",
    severity: Severity::Warning,
    title: "a constraint that was never validated",
    why: "It holds for new rows only. The rows that were there may break it, and the planner \
          doesn't rely on it.",
    fix: "ALTER TABLE … VALIDATE CONSTRAINT …, which lets reads and writes go on.",
    bad: r#"
ALTER TABLE app.things ADD CONSTRAINT things_name_short CHECK (length(name) < 100) NOT VALID;
"#,
    good: r#"
ALTER TABLE app.things ADD CONSTRAINT things_name_short CHECK (length(name) < 100);
"#,
    catalog: Some(include_str!("../catalog/unvalidated_constraint.sql")),
    measure: None,
    check: Check::Server,
};
