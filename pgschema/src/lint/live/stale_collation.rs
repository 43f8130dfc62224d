use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static STALE_COLLATION: Rule = Rule {
    id: "IDX011",
    name: "stale_collation",
    severity: Severity::Error,
    title: "a collation that is of another version than the system has",
    why: "The operating system sorts otherwise than when the indexes were made: searches miss \
          rows, unique indexes take duplicates.",
    fix: "REINDEX what uses the collation, then ALTER COLLATION … REFRESH VERSION.",
    bad: r#"
UPDATE pg_collation SET collversion = '0' WHERE collname = 'en-x-icu';
"#,
    good: r#"
ALTER COLLATION pg_catalog."en-x-icu" REFRESH VERSION;
"#,
    catalog: Some(include_str!("../catalog/stale_collation.sql")),
    measure: None,
    check: Check::Server,
};
