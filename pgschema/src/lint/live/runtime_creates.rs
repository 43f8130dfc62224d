use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static RUNTIME_CREATES: Rule = Rule {
    id: "GRT008",
    name: "runtime_creates",
    severity: Severity::Error,
    title: "a role that programs use can create objects",
    why: "Whoever gets a statement into the program can then make functions, tables and \
          triggers, and run what they like later.",
    fix: "REVOKE CREATE ON SCHEMA … FROM …; REVOKE CREATE ON DATABASE … FROM …;",
    bad: r#"
GRANT CREATE ON SCHEMA app TO app_runtime;
"#,
    good: r#"
GRANT USAGE ON SCHEMA app TO app_runtime;
"#,
    catalog: Some(include_str!("../catalog/runtime_creates.sql")),
    measure: None,
    check: Check::Server,
};
