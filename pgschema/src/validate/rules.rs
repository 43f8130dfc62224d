use super::{Problem, ProblemKind};
use crate::harden::{NO_INDEX, NO_ROW_SECURITY};
use crate::model::Database;

/// The rules that `allow(…)` can name.
const RULES: [&str; 3] = ["float_money", NO_ROW_SECURITY, NO_INDEX];

/// Whether every default that is switched off is one, and says why.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        for exception in &table.exceptions {
            let rule = exception.rule.clone();
            if !RULES.contains(&rule.as_str()) {
                let nearest = pgschema_syntax::names::nearest(&rule, RULES).map(str::to_owned);
                let kind = ProblemKind::UnknownRule { rule, nearest };
                problems.push(Problem::new(&table.name, kind));
            } else if exception.reason.trim().is_empty() {
                problems.push(Problem::new(&table.name, ProblemKind::NoReason { rule }));
            }
        }
    }
}
