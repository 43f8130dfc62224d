use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static SETTABLE_TENANT: Rule = Rule {
    id: "GRT025",
    name: "settable_tenant",
    severity: Severity::Warning,
    title: "a role that programs use can set any setting in a query",
    why: "set_config() can stand in any SELECT: one injected expression changes the tenant \
          within the statement, and the policies follow. It is so on every server unless it was \
          taken away.",
    fix: "Bind the tenant by a signed context, or REVOKE EXECUTE ON FUNCTION \
          pg_catalog.set_config(text, text, boolean) FROM PUBLIC, after which SET LOCAL is the \
          only way.",
    bad: r#"
GRANT EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) TO PUBLIC;
"#,
    good: r#"
REVOKE EXECUTE ON FUNCTION pg_catalog.set_config(text, text, boolean) FROM PUBLIC;
"#,
    catalog: Some(include_str!("../catalog/settable_tenant.sql")),
    measure: None,
    check: Check::Server,
};
