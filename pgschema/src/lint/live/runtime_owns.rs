use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static RUNTIME_OWNS: Rule = Rule {
    id: "GRT006",
    name: "runtime_owns",
    severity: Severity::Error,
    title: "a role that programs use owns tables",
    why: "An owner can drop and alter, and switch row-level security off. One injected statement \
          does it.",
    fix: "ALTER TABLE … OWNER TO a role that nobody logs in as, and grant the program what it \
          needs.",
    bad: r#"
ALTER TABLE app.things OWNER TO app_runtime;
"#,
    good: r#"
GRANT SELECT ON app.things TO app_runtime;
"#,
    catalog: Some(include_str!("../catalog/runtime_owns.sql")),
    measure: None,
    check: Check::Server,
};
