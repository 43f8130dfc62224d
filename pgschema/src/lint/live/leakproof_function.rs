use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static LEAKPROOF_FUNCTION: Rule = Rule {
    id: "FUN004",
    name: "leakproof_function",
    severity: Severity::Warning,
    title: "a function that is said to be LEAKPROOF",
    why: "The server then calls it before the policy has been asked: with an error or a log line \
          it tells of rows that the caller may not see. Only a superuser can say it, and nothing \
          checks it.",
    fix: "ALTER FUNCTION … NOT LEAKPROOF, unless every path through it has been looked at, \
          errors among them.",
    bad: r#"
CREATE FUNCTION app.is_odd(integer) RETURNS boolean LANGUAGE sql IMMUTABLE LEAKPROOF RETURN $1 % 2 = 1;
"#,
    good: r#"
CREATE FUNCTION app.is_odd(integer) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN $1 % 2 = 1;
"#,
    catalog: Some(include_str!("../catalog/leakproof_function.sql")),
    measure: None,
    check: Check::Server,
};
