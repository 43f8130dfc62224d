use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static GRANT_OPTION: Rule = Rule {
    id: "GRT009",
    name: "grant_option",
    severity: Severity::Warning,
    title: "a right that can be passed on",
    why: "Who holds it WITH GRANT OPTION gives it to whom they like, and no review sees it.",
    fix: "REVOKE GRANT OPTION FOR … ON … FROM … CASCADE;",
    bad: r#"
GRANT SELECT ON app.things TO app_readonly WITH GRANT OPTION;
"#,
    good: r#"
GRANT SELECT ON app.things TO app_readonly;
"#,
    catalog: Some(include_str!("../catalog/grant_option.sql")),
    measure: None,
    check: Check::Server,
};
