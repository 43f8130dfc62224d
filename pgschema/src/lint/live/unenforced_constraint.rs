use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static UNENFORCED_CONSTRAINT: Rule = Rule {
    id: "KEY011",
    name: "unenforced_constraint",
    severity: Severity::Warning,
    title: "a constraint that nothing enforces",
    why: "NOT ENFORCED (PostgreSQL 18) is a note: rows that break it come in.",
    fix: "ALTER TABLE … ALTER CONSTRAINT … ENFORCED for a foreign key; a CHECK is dropped and \
          added again.",
    bad: r#"
ALTER TABLE app.things ADD CONSTRAINT things_name_short CHECK (length(name) < 100) NOT ENFORCED;
"#,
    good: r#"
ALTER TABLE app.things ADD CONSTRAINT things_name_short CHECK (length(name) < 100);
"#,
    catalog: Some(include_str!("../catalog/unenforced_constraint.sql")),
    measure: None,
    check: Check::Server,
};
