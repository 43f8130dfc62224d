//! Indexes that foreign keys and policies need.
//!
//! Without one, each DELETE of a referenced row reads the whole referencing table while it holds
//! its lock, and each statement under an owner's policy reads everybody's rows. The values of an
//! enum in its lookup table are neither removed nor changed, so what refers to them needs none.

use crate::lift;
use crate::model::{Database, Index, Table, TableKind};
use crate::sql::{Identifier, IndexElement, QualifiedName};
use crate::validate::Problem;

/// The name by which a foreign key says that it needs no index.
const NO_INDEX: &str = "unindexed_foreign_key";

pub(super) fn add(database: &mut Database, problems: &mut Vec<Problem>) {
    let lookups: Vec<QualifiedName> = database
        .tables
        .iter()
        .filter(|table| table.kind == TableKind::Lookup)
        .map(|table| table.name.clone())
        .collect();
    for table in &mut database.tables {
        for columns in needed(table, &lookups) {
            if is_led(table, &columns) {
                continue;
            }
            let parts: Vec<&str> = columns.iter().map(Identifier::as_str).collect();
            let name = lift::derived_name(table.name.name().as_str(), parts, "idx");
            match Identifier::new(name) {
                Ok(name) => {
                    let elements = columns.into_iter().map(IndexElement::column).collect();
                    table.indexes.push(Index::new(name, elements));
                }
                Err(error) => problems.push(Problem::new(&table.name, error)),
            }
        }
    }
}

/// The columns that must lead an index, each list in order.
fn needed(table: &Table, lookups: &[QualifiedName]) -> Vec<Vec<Identifier>> {
    let mut needed: Vec<Vec<Identifier>> = table
        .constraints
        .iter()
        .filter_map(|constraint| constraint.foreign_key())
        .filter(|key| !lookups.contains(&key.references))
        .filter(|key| {
            key.columns
                .iter()
                .all(|column| table.exception(NO_INDEX, Some(column)).is_none())
        })
        .map(|key| key.columns.clone())
        .collect();
    if let Some(owner) = &table.owner {
        needed.push(table.tenant.iter().chain([owner]).cloned().collect());
    }
    needed.sort();
    needed.dedup();
    needed
}

/// Whether a key or an index over all rows begins with the columns, in any order among them, or a
/// key needs no more than some of them.
fn is_led(table: &Table, columns: &[Identifier]) -> bool {
    let leads = |key: &[&Identifier]| {
        key.get(..columns.len())
            .is_some_and(|head| columns.iter().all(|column| head.contains(&column)))
    };
    let by_constraint = table
        .constraints
        .iter()
        .filter_map(|constraint| constraint.unique_columns())
        .any(|key| {
            // A unique key within the columns finds one row at most.
            let is_within = key.iter().all(|column| columns.contains(column));
            is_within || leads(&key.iter().collect::<Vec<_>>())
        });
    by_constraint
        || table.indexes.iter().any(|index| {
            let key: Vec<_> = index
                .elements
                .iter()
                .map_while(IndexElement::as_column)
                .collect();
            index.predicate.is_none()
                && index.method == crate::define::IndexMethod::Btree
                && leads(&key)
        })
}
