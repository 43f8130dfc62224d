use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static SUPERUSER_OWNS: Rule = Rule {
    id: "GRT016",
    name: "superuser_owns",
    severity: Severity::Warning,
    title: "a superuser owns tables or views",
    why: "Its views and SECURITY DEFINER functions see all rows whatever the policies say, and \
          nobody but a superuser can change them.",
    fix: "ALTER TABLE … OWNER TO a role without rights of its own; REASSIGN OWNED does all of a \
          database.",
    bad: r#"
ALTER TABLE app.things OWNER TO postgres;
"#,
    good: r#"
ALTER TABLE app.things OWNER TO app_owner;
"#,
    catalog: Some(include_str!("../catalog/superuser_owns.sql")),
    measure: None,
    check: Check::Server,
};
