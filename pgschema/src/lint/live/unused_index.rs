use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static UNUSED_INDEX: Rule = Rule {
    id: "IDX004",
    name: "unused_index",
    severity: Severity::Information,
    title: "an index that no query has used",
    why: "Every write keeps it up, and of more than a thousand queries of the table since the \
          statistics were reset none came by it.",
    fix: "Look at pg_stat_database.stats_reset: after a month with all jobs and on all replicas, \
          DROP INDEX CONCURRENTLY.",
    bad: r#"
CREATE INDEX things_name_idx ON app.things (name);
"#,
    good: r#"
CREATE UNIQUE INDEX things_name_key ON app.things (tenant_id, name);
"#,
    catalog: Some(include_str!("../catalog/unused_index.sql")),
    measure: None,
    check: Check::Server,
};
