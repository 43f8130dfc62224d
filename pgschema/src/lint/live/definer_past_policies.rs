use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static DEFINER_PAST_POLICIES: Rule = Rule {
    id: "FUN003",
    name: "definer_past_policies",
    severity: Severity::Error,
    title: "a SECURITY DEFINER function of a role that no policy binds",
    why: "Its body runs as a superuser or a role with BYPASSRLS: whoever may call it reads what \
          the body reads, of all tenants.",
    fix: "Give the function to the role that owns the tables, on which row-level security is \
          forced: ALTER FUNCTION … OWNER TO app_owner.",
    bad: r#"
CREATE FUNCTION app.count_all() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT count(*) FROM app.things';
"#,
    good: r#"
CREATE FUNCTION app.count_all() RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS 'SELECT count(*) FROM app.things';
ALTER FUNCTION app.count_all() OWNER TO app_owner;
"#,
    catalog: Some(include_str!("../catalog/definer_past_policies.sql")),
    measure: None,
    check: Check::Server,
};
