use pgschema_syntax::rules;

use super::{Problem, ProblemKind};
use crate::model::Database;

/// Whether every default that is switched off is one, and says why.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        for exception in &table.exceptions {
            let rule = exception.rule.clone();
            if rules::by_name(&rule).is_none() {
                let nearest = rules::nearest(&rule).map(str::to_owned);
                let kind = ProblemKind::UnknownRule { rule, nearest };
                problems.push(Problem::new(&table.name, kind));
            } else if exception.reason.trim().is_empty() {
                problems.push(Problem::new(&table.name, ProblemKind::NoReason { rule }));
            }
        }
    }
}
