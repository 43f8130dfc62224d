use super::types::{Known, Types};
use super::{ColumnProblem, Problem};
use crate::define::BuiltinType;
use crate::model::{Column, Database};
use crate::sql::{Identity, ToSql};

/// Whether every column that is numbered can be, and gets its value in one way.
pub(super) fn check(database: &Database, types: &Types<'_>, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        for column in &table.columns {
            let found = two_values(column)
                .or_else(|| sequence_problem(column, column.identity.as_deref()?, types));
            problems
                .extend(found.map(|kind| {
                    Problem::new(format_args!("{}.{}", table.name, column.name), kind)
                }));
        }
    }
}

fn two_values(column: &Column) -> Option<ColumnProblem> {
    let mut ways = [
        (column.default.is_some(), "default"),
        (column.generated.is_some(), "generated"),
        (column.identity.is_some(), "identity"),
    ]
    .into_iter()
    .filter_map(|(is_there, way)| is_there.then_some(way));
    let (first, second) = (ways.next()?, ways.next()?);
    Some(ColumnProblem::TwoValues { first, second })
}

fn sequence_problem(
    column: &Column,
    identity: &Identity,
    types: &Types<'_>,
) -> Option<ColumnProblem> {
    let data_type = || column.data_type.to_sql();
    let greatest = match types.known(&column.data_type) {
        Known::Builtin(BuiltinType::Smallint) => i64::from(i16::MAX),
        Known::Builtin(BuiltinType::Integer) => i64::from(i32::MAX),
        Known::Builtin(BuiltinType::Bigint) => i64::MAX,
        // It may be one of these by another name.
        Known::Unknown => return None,
        _ => {
            return Some(ColumnProblem::IdentityType {
                data_type: data_type(),
            });
        }
    };
    let increment = identity.increment.unwrap_or(1);
    if increment == 0 {
        return Some(ColumnProblem::IdentityIncrement);
    }
    // A sequence that counts down begins below zero.
    let (least, most) = if increment > 0 {
        (1, greatest)
    } else {
        (-greatest - 1, -1)
    };
    let start = identity.start?;
    (!(least..=most).contains(&start)).then(|| ColumnProblem::IdentityStart {
        data_type: data_type(),
        start,
        least,
        most,
    })
}
