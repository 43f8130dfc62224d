use pgschema_syntax::names::identifiers;
use pgschema_syntax::token::{TokenKind, tokens};

use super::{ObjectProblem, Problem};
use crate::define::BuiltinType;
use crate::model::{Database, Table, Trigger};
use crate::sql::{DataType, ToSql, TriggerEvent, TriggerTiming};

/// Whether every trigger fires at something, and its condition is about rows that are there.
pub(super) fn check(database: &Database, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        for trigger in &table.triggers {
            let mut found = Vec::new();
            check_events(trigger, &mut found);
            found.extend(condition_problem(trigger, table));
            found.extend(function_problem(database, trigger));
            problems.extend(
                found
                    .into_iter()
                    .map(|kind| Problem::new(&table.name, kind)),
            );
        }
    }
}

fn check_events(trigger: &Trigger, found: &mut Vec<ObjectProblem>) {
    let name = || trigger.name.as_str().to_owned();
    if trigger.events.is_empty() {
        found.push(ObjectProblem::EmptyList {
            what: format!("the trigger `{}`", trigger.name),
            elements: "events",
        });
    }
    if trigger.timing == TriggerTiming::InsteadOf {
        found.push(ObjectProblem::InsteadOf { trigger: name() });
    }
    if trigger.for_each_row && trigger.events.contains(&TriggerEvent::Truncate) {
        found.push(ObjectProblem::TruncateForEachRow { trigger: name() });
    }
    let mut rest = trigger.events.as_slice();
    while let [event, others @ ..] = rest {
        let is_same = |other: &TriggerEvent| kind(other) == kind(event);
        if others.iter().any(is_same) {
            found.push(ObjectProblem::EventTwice {
                trigger: name(),
                event: kind(event).to_owned(),
            });
        }
        if let TriggerEvent::Update(columns) = event {
            let mut rest = columns.as_slice();
            while let [column, others @ ..] = rest {
                if others.contains(column) {
                    found.push(ObjectProblem::EventTwice {
                        trigger: name(),
                        event: format!("UPDATE OF {column}"),
                    });
                }
                rest = others;
            }
        }
        rest = others;
    }
}

const fn kind(event: &TriggerEvent) -> &'static str {
    match event {
        TriggerEvent::Insert => "INSERT",
        TriggerEvent::Update(_) => "UPDATE",
        TriggerEvent::Delete => "DELETE",
        TriggerEvent::Truncate => "TRUNCATE",
    }
}

fn condition_problem(trigger: &Trigger, table: &Table) -> Option<ObjectProblem> {
    let text = trigger.when.as_ref()?.to_sql();
    let names = identifiers(&text);
    let has = |row: &str| names.iter().any(|name| name == row);
    let fires_at = |event: &TriggerEvent| trigger.events.iter().any(|it| kind(it) == kind(event));
    let problem = |row: &str, why| {
        Some(ObjectProblem::ConditionRow {
            trigger: trigger.name.as_str().to_owned(),
            row: row.to_owned(),
            why,
        })
    };
    for (row, shown) in [("old", "OLD"), ("new", "NEW")] {
        if has(row) && !trigger.for_each_row {
            let why = "and one for the statement has no row; make it one for each row";
            return problem(shown, why);
        }
    }
    if has("old") && fires_at(&TriggerEvent::Insert) {
        let why = "and an INSERT has no old row; make a trigger of its own for the other events";
        return problem("OLD", why);
    }
    if has("new") && fires_at(&TriggerEvent::Delete) {
        let why = "and a DELETE has no new row; make a trigger of its own for the other events";
        return problem("NEW", why);
    }
    if trigger.timing == TriggerTiming::Before {
        let column = columns_of_new(&text).into_iter().find(|name| {
            let column = table.column(name);
            column.is_some_and(|column| column.generated.is_some())
        })?;
        let why = "which is generated after BEFORE triggers; make it an AFTER trigger";
        return problem(&format!("NEW.{column}"), why);
    }
    None
}

/// The columns of `NEW` that a condition names.
fn columns_of_new(text: &str) -> Vec<String> {
    let tokens: Vec<_> = tokens(text).map_while(Result::ok).collect();
    tokens
        .windows(3)
        .filter_map(|three| match three {
            [row, dot, column] if row.is_word("new") && dot.kind == TokenKind::Dot => {
                identifiers(&format!("new.{}", column.text)).pop()
            }
            _ => None,
        })
        .collect()
}

/// A function of the database that a trigger calls takes no arguments, and gives a `trigger`.
fn function_problem(database: &Database, trigger: &Trigger) -> Option<ObjectProblem> {
    let mut named = database
        .functions
        .iter()
        .filter(|function| function.name == trigger.function)
        .peekable();
    named.peek()?;
    let called = named.find(|function| function.arguments.is_empty());
    let why = match called {
        None => "takes arguments; those of a trigger are in `TG_ARGV`",
        Some(function) if function.returns != DataType::Builtin(BuiltinType::Trigger) => {
            let is_written = matches!(&function.returns, DataType::Text(text)
                if text.as_str().eq_ignore_ascii_case("trigger"));
            if is_written {
                return None;
            }
            "doesn't return `trigger`; let it"
        }
        Some(_) => return None,
    };
    Some(ObjectProblem::TriggerFunction {
        trigger: trigger.name.as_str().to_owned(),
        function: trigger.function.to_string(),
        why,
    })
}
