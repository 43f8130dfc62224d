use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static SEVERAL_OWNERS: Rule = Rule {
    id: "GRT014",
    name: "several_owners",
    severity: Severity::Warning,
    title: "a schema whose tables belong to several roles",
    why: "Default privileges hold for what one role makes, FORCE ROW LEVEL SECURITY and SET ROLE \
          for another: a table that somebody else made gets no grants, or the wrong ones.",
    fix: "ALTER TABLE … OWNER TO the one role that owns the schema, and run migrations under it \
          (SET ROLE).",
    bad: r#"
CREATE TABLE app.other (id integer PRIMARY KEY);
ALTER TABLE app.other OWNER TO app_migrator;
"#,
    good: r#"
CREATE TABLE app.other (id integer PRIMARY KEY);
ALTER TABLE app.other OWNER TO app_owner;
"#,
    catalog: Some(include_str!("../catalog/several_owners.sql")),
    measure: None,
    check: Check::Server,
};
