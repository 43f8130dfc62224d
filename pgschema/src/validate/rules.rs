use pgschema_syntax::rules;

use super::{Problem, ProblemKind};
use crate::model::Database;

/// Whether every default that is switched off is one, and says why.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    let of_tables = database.tables.iter().flat_map(|table| {
        let exceptions = table.exceptions.iter();
        exceptions.map(|it| (table.name.to_string(), &it.rule, &it.reason))
    });
    let others = database.exceptions.iter();
    let others = others.map(|it| (it.object.clone(), &it.rule, &it.reason));
    for (object, rule, reason) in of_tables.chain(others) {
        let rule = rule.clone();
        if rules::by_name(&rule).is_none() {
            let nearest = rules::nearest(&rule).map(str::to_owned);
            problems.push(Problem::new(
                object,
                ProblemKind::UnknownRule { rule, nearest },
            ));
        } else if reason.trim().is_empty() {
            problems.push(Problem::new(object, ProblemKind::NoReason { rule }));
        }
    }
}
