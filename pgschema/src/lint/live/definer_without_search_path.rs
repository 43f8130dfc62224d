use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static DEFINER_WITHOUT_SEARCH_PATH: Rule = Rule {
    id: "FUN001",
    name: "definer_without_search_path",
    severity: Severity::Error,
    title: "a SECURITY DEFINER function that others can lead astray",
    why: "It runs with its owner's rights, and names without a schema are looked up where the \
          caller says: a temporary table of the same name is found first, unless pg_temp stands \
          last in a search_path that the function sets itself.",
    fix: "ALTER FUNCTION … SET search_path = pg_catalog, pg_temp, and schemas before every other \
          name; or a body in standard SQL (BEGIN ATOMIC), whose names are bound when it is made.",
    bad: r#"
CREATE FUNCTION app.count_all() RETURNS bigint LANGUAGE sql SECURITY DEFINER AS 'SELECT count(*) FROM app.things';
"#,
    good: r#"
CREATE FUNCTION app.count_all() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT count(*) FROM app.things';
"#,
    catalog: Some(include_str!("../catalog/definer_without_search_path.sql")),
    measure: None,
    check: Check::Server,
};
