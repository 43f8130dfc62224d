use crate::lint::check::Check;
use crate::lint::{Rule, Severity};

pub(crate) static OLD_TRANSACTIONS: Rule = Rule {
    id: "OPS012",
    name: "old_transactions",
    severity: Severity::Warning,
    title: "a database near the end of its transaction numbers",
    why: "At two thousand million it stops to take writes, until a VACUUM of everything has run.",
    fix: "Look for long transactions, prepared transactions and replication slots that hold it \
          up, then VACUUM (FREEZE) the tables with the oldest relfrozenxid.",
    bad: r#"
SELECT datname, age(datfrozenxid) FROM pg_database; -- 1,200,000,000
"#,
    good: r#"
SELECT datname, age(datfrozenxid) FROM pg_database; -- 40,000,000
"#,
    catalog: Some(include_str!("../catalog/old_transactions.sql")),
    measure: None,
    check: Check::Server,
};
