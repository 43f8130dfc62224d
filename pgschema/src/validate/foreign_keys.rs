use std::collections::BTreeMap;

use super::{Problem, ProblemKind};
use crate::model::{Database, Table};
use crate::sql::{ForeignKey, Identifier, QualifiedName, ToSql};

/// Whether every foreign key has a target that identifies a row, of the same types.
pub(super) fn check(
    database: &Database,
    structs: &BTreeMap<QualifiedName, &'static str>,
    problems: &mut Vec<Problem>,
) {
    let tables: BTreeMap<&QualifiedName, &Table> = database
        .tables
        .iter()
        .map(|table| (&table.name, table))
        .collect();
    for table in &database.tables {
        for constraint in &table.constraints {
            let Some(key) = constraint.foreign_key() else {
                continue;
            };
            let kind = match tables.get(&key.references) {
                None => Some(ProblemKind::MissingTable {
                    constraint: constraint.name.as_str().to_owned(),
                    target: key.references.to_string(),
                    rust: structs.get(&key.references).map(|rust| (*rust).to_owned()),
                }),
                Some(target) => problem_of(table, target, key, &constraint.name),
            };
            problems.extend(kind.map(|kind| Problem::new(&table.name, kind)));
        }
    }
}

fn problem_of(
    table: &Table,
    target: &Table,
    key: &ForeignKey,
    name: &Identifier,
) -> Option<ProblemKind> {
    let constraint = name.as_str().to_owned();
    if key.columns.len() != key.referenced_columns.len() {
        return Some(ProblemKind::ForeignKeyLength {
            constraint,
            columns: key.columns.len(),
            target_columns: key.referenced_columns.len(),
        });
    }
    for (own, referenced) in key.columns.iter().zip(&key.referenced_columns) {
        let Some(target_column) = target.column(referenced.as_str()) else {
            let column = format!("{}.{referenced}", target.name);
            return Some(ProblemKind::MissingColumn {
                column,
                nearest: None,
            });
        };
        let Some(column) = table.column(own.as_str()) else {
            continue;
        };
        if column.data_type != target_column.data_type {
            return Some(ProblemKind::ForeignKeyTypes {
                constraint,
                column: own.as_str().to_owned(),
                column_type: column.data_type.to_sql(),
                target_column: format!("{}.{referenced}", target.name),
                target_type: target_column.data_type.to_sql(),
            });
        }
    }
    if identifies_a_row(target, &key.referenced_columns) {
        return None;
    }
    let columns: Vec<_> = key
        .referenced_columns
        .iter()
        .map(Identifier::as_str)
        .collect();
    let help = if target.tenant.is_some() && table.tenant.is_none() {
        "that table belongs to tenants: give this one `tenant = …` too".to_owned()
    } else {
        format!("add `unique` to {}", target.name)
    };
    Some(ProblemKind::TargetNotUnique {
        constraint,
        target: target.name.to_string(),
        columns: columns.join(", "),
        help,
    })
}

/// Whether the columns, in any order, are a key of the table.
fn identifies_a_row(table: &Table, columns: &[Identifier]) -> bool {
    let is_key = |key: &[Identifier]| {
        key.len() == columns.len() && key.iter().all(|column| columns.contains(column))
    };
    table
        .constraints
        .iter()
        .filter_map(|constraint| constraint.unique_columns())
        .any(is_key)
        || table.indexes.iter().any(|index| {
            let key: Vec<_> = index
                .elements
                .iter()
                .filter_map(|element| element.as_column().cloned())
                .collect();
            index.unique
                && index.predicate.is_none()
                && key.len() == index.elements.len()
                && is_key(&key)
        })
}
