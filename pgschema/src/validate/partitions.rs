use std::cmp::Ordering;

use super::bounds::{compare, compare_bounds};
use super::types::{Known, Types};
use super::{PartitionProblem, Problem};
use crate::define::PartitionStrategy;
use crate::model::{Database, Partition, PartitionBy, Table};
use crate::sql::{
    BoundValue, ConstraintKind, Identifier, IndexElement, Literal, PartitionBound, ToSql,
};

/// Whether every row has a partition at most, and every key of a partitioned table can be checked.
pub(super) fn check(database: &Database, types: &Types<'_>, problems: &mut Vec<Problem>) {
    for table in &database.tables {
        let mut found = Vec::new();
        match &table.partition_by {
            Some(by) => {
                check_key(table, by, &mut found);
                check_unique_keys(table, by, &mut found);
                check_bounds(table, by, types, &mut found);
            }
            None if !table.partitions.is_empty() => found.push(PartitionProblem::NotPartitioned),
            None => {}
        }
        problems.extend(
            found
                .into_iter()
                .map(|kind| Problem::new(&table.name, kind)),
        );
    }
}

fn check_key(table: &Table, by: &PartitionBy, found: &mut Vec<PartitionProblem>) {
    if by.strategy == PartitionStrategy::List && by.columns.len() > 1 {
        let columns = by.columns.len();
        found.push(PartitionProblem::ListOfSeveral { columns });
    }
    for name in &by.columns {
        let column = table.column(name.as_str());
        if column.is_some_and(|column| column.generated.is_some()) {
            let column = name.as_str().to_owned();
            found.push(PartitionProblem::GeneratedKey { column });
        }
    }
}

/// Each partition checks uniqueness by itself, so a unique key must contain the partition key.
fn check_unique_keys(table: &Table, by: &PartitionBy, found: &mut Vec<PartitionProblem>) {
    let mut keys: Vec<(&Identifier, Vec<&Identifier>)> = Vec::new();
    for constraint in &table.constraints {
        if let Some(columns) = constraint.unique_columns() {
            keys.push((&constraint.name, columns.iter().collect()));
        }
        if let ConstraintKind::Exclude { elements, .. } = &constraint.kind {
            let is_compared = |column: &Identifier| {
                elements.iter().any(|(element, operator)| {
                    element.as_column() == Some(column) && operator.as_str() == "="
                })
            };
            for column in by.columns.iter().filter(|column| !is_compared(column)) {
                found.push(PartitionProblem::NotInExclusion {
                    constraint: constraint.name.as_str().to_owned(),
                    column: column.as_str().to_owned(),
                });
            }
        }
    }
    for index in table.indexes.iter().filter(|index| index.unique) {
        let columns = index.elements.iter().filter_map(IndexElement::as_column);
        keys.push((&index.name, columns.collect()));
    }
    for (name, columns) in keys {
        for column in by.columns.iter().filter(|column| !columns.contains(column)) {
            found.push(PartitionProblem::NotInKey {
                constraint: name.as_str().to_owned(),
                column: column.as_str().to_owned(),
            });
        }
    }
}

fn check_bounds(
    table: &Table,
    by: &PartitionBy,
    types: &Types<'_>,
    found: &mut Vec<PartitionProblem>,
) {
    let columns = by.columns.iter().map(|name| table.column(name.as_str()));
    let bases: Vec<Known<'_>> = columns
        .map(|column| column.map_or(Known::Unknown, |column| types.base(&column.data_type)))
        .collect();
    let mut whole: Vec<&Partition> = Vec::new();
    for partition in &table.partitions {
        match bound_problem(partition, by, &bases) {
            Some(problem) => found.push(problem),
            None => whole.push(partition),
        }
    }
    check_moduli(&whole, found);
    let mut rest = whole.as_slice();
    while let [first, others @ ..] = rest {
        // One message for each partition is enough of them.
        let overlap = others.iter().find_map(|second| {
            let rows = shared_rows(&first.bound, &second.bound, &bases)?;
            Some(PartitionProblem::Overlap {
                first: first.name.as_str().to_owned(),
                second: second.name.as_str().to_owned(),
                rows,
            })
        });
        found.extend(overlap);
        rest = others;
    }
}

fn bound_problem(
    partition: &Partition,
    by: &PartitionBy,
    bases: &[Known<'_>],
) -> Option<PartitionProblem> {
    let name = || partition.name.as_str().to_owned();
    match (&partition.bound, by.strategy) {
        (PartitionBound::Range { from, to }, PartitionStrategy::Range) => {
            let columns = by.columns.len();
            for bound in [from, to] {
                if bound.len() != columns {
                    return Some(PartitionProblem::BoundLength {
                        partition: name(),
                        values: bound.len(),
                        columns,
                    });
                }
                if let Some((found, help)) = wrong_value(bound) {
                    let partition = name();
                    return Some(PartitionProblem::BoundValue {
                        partition,
                        found,
                        help,
                    });
                }
            }
            let ordering = compare_bounds(from, to, bases)?;
            (ordering != Ordering::Less).then(|| PartitionProblem::Empty {
                partition: name(),
                why: "its `from(…)` is not before its `to(…)`",
            })
        }
        (PartitionBound::List(values), PartitionStrategy::List) => {
            values.is_empty().then(|| PartitionProblem::Empty {
                partition: name(),
                why: "its list has no values",
            })
        }
        (PartitionBound::Hash { modulus, remainder }, PartitionStrategy::Hash) => {
            (remainder >= modulus).then(|| PartitionProblem::Remainder {
                partition: name(),
                modulus: *modulus,
                remainder: *remainder,
            })
        }
        (PartitionBound::Default, PartitionStrategy::Range | PartitionStrategy::List) => None,
        (_, strategy) => Some(PartitionProblem::Bound {
            partition: name(),
            strategy: match strategy {
                PartitionStrategy::Range => "range",
                PartitionStrategy::List => "list",
                PartitionStrategy::Hash => "hash",
            },
        }),
    }
}

/// What can't stand in a bound of a range, and what to do.
fn wrong_value(bound: &[BoundValue]) -> Option<(&'static str, &'static str)> {
    let mut rest = bound;
    while let [value, others @ ..] = rest {
        match (value, others.first()) {
            (BoundValue::Value(Literal::Null), _) => {
                return Some(("NULL", "rows without a value are in the default partition"));
            }
            (BoundValue::MinValue, Some(next)) if *next != BoundValue::MinValue => {
                return Some(("a value after `minvalue`", "write `minvalue` there too"));
            }
            (BoundValue::MaxValue, Some(next)) if *next != BoundValue::MaxValue => {
                return Some(("a value after `maxvalue`", "write `maxvalue` there too"));
            }
            _ => {}
        }
        rest = others;
    }
    None
}

fn check_moduli(partitions: &[&Partition], found: &mut Vec<PartitionProblem>) {
    let moduli = partitions.iter().filter_map(|it| match it.bound {
        PartitionBound::Hash { modulus, .. } => Some(modulus),
        _ => None,
    });
    let mut moduli: Vec<u32> = moduli.collect();
    moduli.sort_unstable();
    moduli.dedup();
    for (smaller, larger) in moduli.iter().zip(moduli.iter().skip(1)) {
        if larger.checked_rem(*smaller) != Some(0) {
            found.push(PartitionProblem::Modulus {
                smaller: *smaller,
                larger: *larger,
            });
        }
    }
}

/// The rows that two partitions both take, if they surely do.
fn shared_rows(
    first: &PartitionBound,
    second: &PartitionBound,
    bases: &[Known<'_>],
) -> Option<String> {
    match (first, second) {
        (PartitionBound::Default, PartitionBound::Default) => {
            Some("what no other partition takes".to_owned())
        }
        (
            PartitionBound::Range { from, to },
            PartitionBound::Range {
                from: other_from,
                to: other_to,
            },
        ) => {
            let is_less = |left, right| compare_bounds(left, right, bases) == Some(Ordering::Less);
            (is_less(from, other_to) && is_less(other_from, to))
                .then(|| "rows where their ranges overlap".to_owned())
        }
        (PartitionBound::List(values), PartitionBound::List(others)) => {
            let base = bases.first().copied().unwrap_or(Known::Unknown);
            let is_shared = |value: &&Literal| {
                others
                    .iter()
                    .any(|other| compare(value, other, base) == Some(Ordering::Equal))
            };
            let value = values.iter().find(is_shared)?;
            Some(format!("rows with {}", value.to_sql()))
        }
        (
            PartitionBound::Hash { modulus, remainder },
            PartitionBound::Hash {
                modulus: other_modulus,
                remainder: other_remainder,
            },
        ) => {
            let smaller = *modulus.min(other_modulus);
            let larger = *modulus.max(other_modulus);
            // Moduli that don't go together are a problem of their own.
            let go_together = larger.checked_rem(smaller) == Some(0);
            (go_together && remainder.checked_rem(smaller) == other_remainder.checked_rem(smaller))
                .then(|| "rows with the same remainder".to_owned())
        }
        _ => None,
    }
}
