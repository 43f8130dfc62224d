use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static OPEN_MATERIALIZED_VIEW: Rule = Rule {
    id: "RLS024",
    name: "open_materialized_view",
    severity: Severity::Error,
    title: "a materialized view that shows the rows of all tenants",
    why: "It keeps what its owner saw when it was refreshed, and row-level security can't be \
          switched on for it.",
    fix: "REVOKE SELECT on it from the roles of programs, and give them a view over it with the \
          tenant's condition and security_barrier; or a table with policies, that a job fills.",
    bad: r#"
CREATE MATERIALIZED VIEW app.all_things AS SELECT * FROM app.things;
GRANT SELECT ON app.all_things TO app_runtime;
"#,
    good: r#"
CREATE MATERIALIZED VIEW app.all_things AS SELECT * FROM app.things;
"#,
    catalog: Some(include_str!("../catalog/open_materialized_view.sql")),
    measure: None,
    check: Check::Server,
};
