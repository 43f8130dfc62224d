use std::collections::BTreeSet;

use pgschema_syntax::names::{BeyondRow, beyond_row};

use super::{ExpressionProblem, Problem};
use crate::model::{Database, Table};
use crate::sql::{ConstraintKind, Expr, Function};

/// Whether what is evaluated for one row looks at that row only.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    let own: BTreeSet<&str> = database
        .functions
        .iter()
        .map(|function| function.name.name().as_str())
        .collect();
    for table in &database.tables {
        check_table(table, &own, problems);
    }
    for domain in &database.domains {
        let mut look = |expression, place: &dyn Fn() -> String| {
            let found = problem_of(expression, &own, Queries::Refused, place);
            problems.extend(found.map(|kind| Problem::new(&domain.name, kind)));
        };
        if let Some(default) = &domain.default {
            look(default, &|| "the default".to_owned());
        }
        for check in &domain.checks {
            look(&check.expression, &|| format!("the check `{}`", check.name));
        }
    }
    for function in &database.functions {
        for argument in &function.arguments {
            let Some(default) = &argument.default else {
                continue;
            };
            let place = || format!("the default of the argument `{}`", argument.name);
            let found = problem_of(default, &own, Queries::Refused, &place);
            problems.extend(found.map(|kind| Problem::new(&function.name, kind)));
        }
    }
}

fn check_table(table: &Table, own: &BTreeSet<&str>, problems: &mut Vec<Problem>) {
    let mut look = |expression, queries, place: &dyn Fn() -> String| {
        let found = problem_of(expression, own, queries, place);
        problems.extend(found.map(|kind| Problem::new(&table.name, kind)));
    };
    for column in &table.columns {
        if let Some(default) = &column.default {
            let place = || format!("the default of `{}`", column.name);
            look(default, Queries::Refused, &place);
        }
        if let Some(generated) = &column.generated {
            let place = || format!("the generated column `{}`", column.name);
            look(&generated.expression, Queries::Refused, &place);
        }
    }
    for constraint in &table.constraints {
        let place = || format!("the constraint `{}`", constraint.name);
        match &constraint.kind {
            ConstraintKind::Check(expression) => look(expression, Queries::Refused, &place),
            ConstraintKind::Exclude {
                elements,
                predicate,
                ..
            } => {
                let elements = elements.iter().filter_map(|(it, _)| it.as_expression());
                for expression in elements.chain(predicate) {
                    look(expression, Queries::Refused, &place);
                }
            }
            _ => {}
        }
    }
    for index in &table.indexes {
        let place = || format!("the index `{}`", index.name);
        let elements = index.elements.iter().filter_map(|it| it.as_expression());
        for expression in elements.chain(&index.predicate) {
            look(expression, Queries::Refused, &place);
        }
    }
    for policy in &table.policies {
        let place = || format!("the policy `{}`", policy.name);
        for expression in policy.using.iter().chain(&policy.with_check) {
            look(expression, Queries::Allowed, &place);
        }
    }
    for trigger in &table.triggers {
        let place = || format!("the condition of the trigger `{}`", trigger.name);
        if let Some(when) = &trigger.when {
            look(when, Queries::Refused, &place);
        }
    }
}

/// Whether an expression may have queries in it, as those of policies do.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Queries {
    Allowed,
    Refused,
}

/// The first thing in an expression that its row alone can't answer. `own` are the functions of the
/// database: which of two functions of one name is called depends on the types of the arguments.
fn problem_of(
    expression: &Expr,
    own: &BTreeSet<&str>,
    queries: Queries,
    place: &dyn Fn() -> String,
) -> Option<ExpressionProblem> {
    let mut found = None;
    let is_wrong = |beyond: &BeyondRow| match beyond.function() {
        None => queries == Queries::Refused,
        Some(name) => !own.contains(name),
    };
    expression.any(&mut |part| {
        if found.is_none() {
            found = match part {
                Expr::Sql(text) => beyond_row(text.as_str()).into_iter().find(is_wrong),
                Expr::Once(_) => Some(BeyondRow::Query).filter(is_wrong),
                Expr::Call {
                    function: Function::Builtin(name),
                    ..
                } => BeyondRow::of_function(name.as_str()).filter(is_wrong),
                _ => None,
            };
        }
        found.is_some()
    });
    let found = found?;
    let place = place();
    Some(match found {
        BeyondRow::Query => ExpressionProblem::Query { place },
        BeyondRow::Aggregate(function) | BeyondRow::Window(function) => {
            ExpressionProblem::ManyRows { place, function }
        }
        BeyondRow::Set(function) => ExpressionProblem::Set { place, function },
    })
}
