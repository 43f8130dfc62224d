use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static INVALID_INDEX: Rule = Rule {
    id: "IDX003",
    name: "invalid_index",
    severity: Severity::Error,
    title: "an index that was never finished",
    why: "CREATE INDEX CONCURRENTLY failed half-way: the index is kept up with every write and \
          used by no query, and CREATE INDEX IF NOT EXISTS takes it for the real one.",
    fix: "DROP INDEX CONCURRENTLY …, and make it again; REINDEX INDEX CONCURRENTLY … does both.",
    bad: r#"
CREATE INDEX things_name_idx ON app.things (name);
UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'app.things_name_idx'::regclass;
"#,
    good: r#"
CREATE INDEX things_name_idx ON app.things (name);
"#,
    catalog: Some(include_str!("../catalog/invalid_index.sql")),
    measure: None,
    check: Check::Server,
};
