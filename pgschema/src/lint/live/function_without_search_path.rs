use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static FUNCTION_WITHOUT_SEARCH_PATH: Rule = Rule {
    id: "FUN005",
    name: "function_without_search_path",
    severity: Severity::Warning,
    title: "a function that finds names where the caller says",
    why: "Its body is a string that is read at each call, and names without a schema are looked \
          up in the search_path of whoever calls: the same function means something else for \
          somebody else.",
    fix: "ALTER FUNCTION … SET search_path = pg_catalog, pg_temp, or a body in standard SQL: \
          RETURN …, BEGIN ATOMIC … END.",
    bad: r#"
CREATE FUNCTION app.count_all() RETURNS bigint LANGUAGE sql AS 'SELECT count(*) FROM app.things';
"#,
    good: r#"
CREATE FUNCTION app.count_all() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(*) FROM app.things; END;
"#,
    catalog: Some(include_str!("../catalog/function_without_search_path.sql")),
    measure: None,
    check: Check::Server,
};
