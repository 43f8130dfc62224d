use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static IDLE_TRANSACTION: Rule = Rule {
    id: "OPS013",
    name: "idle_transaction",
    severity: Severity::Warning,
    title: "a session that holds a transaction open and does nothing",
    why: "Its locks stay, and VACUUM can remove nothing that came after it began.",
    fix: "SELECT pg_terminate_backend(…), and idle_in_transaction_session_timeout for its role.",
    bad: r#"
BEGIN; SELECT 1; -- and no COMMIT for minutes
"#,
    good: r#"
BEGIN; SELECT 1; COMMIT;
"#,
    catalog: Some(include_str!("../catalog/idle_transaction.sql")),
    measure: None,
    check: Check::Server,
};
