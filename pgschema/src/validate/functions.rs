use super::types::{Known, Types};
use super::{ObjectProblem, Problem};
use crate::define::BuiltinType;
use crate::model::{Database, Function};
use crate::sql::{DataType, FunctionBody, ToSql};

/// The most arguments of a function.
const MOST_ARGUMENTS: usize = 100;

/// Whether every function can be called, and its body can give what it says.
pub(super) fn check(database: &Database, types: &Types<'_>, problems: &mut Vec<Problem>) {
    for function in &database.functions {
        let mut found = Vec::new();
        check_arguments(function, &mut found);
        check_types(function, types, &mut found);
        if let FunctionBody::Atomic(statements) = &function.body
            && statements.is_empty()
            && !is(&function.returns, BuiltinType::Void)
        {
            let returns = function.returns.to_sql();
            found.push(ObjectProblem::EmptyBody { returns });
        }
        problems.extend(
            found
                .into_iter()
                .map(|kind| Problem::new(&function.name, kind)),
        );
    }
}

fn check_arguments(function: &Function, found: &mut Vec<ObjectProblem>) {
    if function.arguments.len() > MOST_ARGUMENTS {
        let arguments = function.arguments.len();
        found.push(ObjectProblem::TooManyArguments { arguments });
    }
    let mut arguments = function.arguments.iter();
    // Those up to the first default may have none.
    if arguments.any(|argument| argument.default.is_some())
        && let Some(argument) = arguments.find(|argument| argument.default.is_none())
    {
        let argument = argument.name.as_str().to_owned();
        found.push(ObjectProblem::ArgumentDefault { argument });
    }
    let mut rest = function.arguments.as_slice();
    while let [argument, others @ ..] = rest {
        if others.iter().any(|other| other.name == argument.name) {
            let argument = argument.name.as_str().to_owned();
            found.push(ObjectProblem::ArgumentTwice { argument });
        }
        rest = others;
    }
}

fn check_types(function: &Function, types: &Types<'_>, found: &mut Vec<ObjectProblem>) {
    let is_bound = !matches!(function.body, FunctionBody::Plpgsql(_));
    let is_trigger = is(&function.returns, BuiltinType::Trigger);
    if is_trigger && !function.arguments.is_empty() {
        found.push(ObjectProblem::FunctionType {
            what: "the function with arguments".to_owned(),
            data_type: "trigger".to_owned(),
            why: "is of functions without; those of a trigger are in `TG_ARGV`",
        });
    }
    if is_trigger && is_bound {
        found.push(ObjectProblem::FunctionType {
            what: "the result".to_owned(),
            data_type: "trigger".to_owned(),
            why: "no function in SQL gives; write the body in PL/pgSQL",
        });
    }
    let arguments = function.arguments.iter().map(|argument| {
        let what = format!("the argument `{}`", argument.name);
        (what, &argument.data_type, true)
    });
    let result = ("the result".to_owned(), &function.returns, false);
    for (what, data_type, is_argument) in arguments.chain([result]) {
        let is_nothing = is(data_type, BuiltinType::Void) || is(data_type, BuiltinType::Trigger);
        let why = match types.element(data_type) {
            Known::Serial => "is a column with a sequence and no type; write `integer` or `bigint`",
            Known::Pseudo if is_argument && is_nothing => {
                "has no values; drop the argument, or give it another type"
            }
            _ => continue,
        };
        let data_type = data_type.to_sql();
        found.push(ObjectProblem::FunctionType {
            what,
            data_type,
            why,
        });
    }
}

fn is(data_type: &DataType, builtin: BuiltinType) -> bool {
    match data_type {
        DataType::Builtin(found) => *found == builtin,
        DataType::Text(text) => text.as_str().eq_ignore_ascii_case(builtin.name()),
        _ => false,
    }
}
