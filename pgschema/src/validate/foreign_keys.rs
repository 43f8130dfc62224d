use std::collections::BTreeMap;

use super::{Problem, ProblemKind, referential_actions};
use crate::define::Deferrability;
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
            let Some(target) = tables.get(&key.references) else {
                let kind = ProblemKind::MissingTable {
                    constraint: constraint.name.as_str().to_owned(),
                    target: key.references.to_string(),
                    rust: structs.get(&key.references).map(|rust| (*rust).to_owned()),
                };
                problems.push(Problem::new(&table.name, kind));
                continue;
            };
            let kind = problem_of(table, target, key, &constraint.name)
                .or_else(|| crossing(table, target, key, &constraint.name));
            problems.extend(kind.map(|kind| Problem::new(&table.name, kind)));
            let mut found = Vec::new();
            referential_actions::check(table, target, constraint, key, &mut found);
            problems.extend(
                found
                    .into_iter()
                    .map(|kind| Problem::new(&table.name, kind)),
            );
        }
    }
}

/// The columns that a foreign key refers to: without a list, the primary key.
fn referenced<'a>(target: &'a Table, key: &'a ForeignKey) -> &'a [Identifier] {
    if key.referenced_columns.is_empty() {
        target.primary_key()
    } else {
        &key.referenced_columns
    }
}

fn problem_of(
    table: &Table,
    target: &Table,
    key: &ForeignKey,
    name: &Identifier,
) -> Option<ProblemKind> {
    let constraint = name.as_str().to_owned();
    let referenced_columns = referenced(target, key);
    if key.columns.len() != referenced_columns.len() {
        return Some(ProblemKind::ForeignKeyLength {
            constraint,
            columns: key.columns.len(),
            target_columns: referenced_columns.len(),
        });
    }
    for (own, referenced) in key.columns.iter().zip(referenced_columns) {
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
    if identifies_a_row(target, referenced_columns) {
        return None;
    }
    let columns: Vec<_> = referenced_columns.iter().map(Identifier::as_str).collect();
    let help = if target.tenant.is_some() && table.tenant.is_none() {
        "that table belongs to tenants: give this one `tenant = …` too".to_owned()
    } else {
        format!(
            "add `unique` to {}, and not `deferrable`, which no foreign key can refer to",
            target.name
        )
    };
    Some(ProblemKind::TargetNotUnique {
        constraint,
        target: target.name.to_string(),
        columns: columns.join(", "),
        help,
    })
}

/// A key from rows of tenants or users to rows of tenants, which the server looks up past every
/// policy, must take the tenant along: else it tells of rows of others, and holds them.
///
/// A table that belongs to nobody has only the rights that somebody wrote down for it.
fn crossing(
    table: &Table,
    target: &Table,
    key: &ForeignKey,
    name: &Identifier,
) -> Option<ProblemKind> {
    let target_tenant = target.tenant.as_ref()?;
    if table.tenant.is_none() && table.owner.is_none() {
        return None;
    }
    let referenced_columns = referenced(target, key);
    let pairs = key.columns.iter().zip(referenced_columns);
    let takes_tenant = table.tenant.as_ref().is_some_and(|tenant| {
        pairs
            .clone()
            .any(|(own, referenced)| own == tenant && referenced == target_tenant)
    });
    // Which tenants there are is no secret that the list of them could keep.
    let names_tenant =
        target.is_tenant_root() && referenced_columns == std::slice::from_ref(target_tenant);
    (!takes_tenant && !names_tenant).then(|| ProblemKind::CrossesTenants {
        constraint: name.as_str().to_owned(),
        target: target.name.to_string(),
        target_tenant: target_tenant.as_str().to_owned(),
    })
}

/// Whether the columns, in any order, are a key of the table, by which others may refer to it.
fn identifies_a_row(table: &Table, columns: &[Identifier]) -> bool {
    let is_key = |key: &[Identifier]| {
        key.len() == columns.len() && key.iter().all(|column| columns.contains(column))
    };
    table
        .constraints
        .iter()
        .filter(|constraint| constraint.deferrability == Deferrability::NotDeferrable)
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
