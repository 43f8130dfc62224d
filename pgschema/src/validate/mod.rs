//! A database that can't be: what needs the whole of it to be seen, every problem at once.

mod bounds;
mod columns;
mod data_types;
mod encrypted;
mod expressions;
mod foreign_keys;
mod functions;
mod generated;
mod identity;
mod indexes;
mod lists;
mod names;
mod operator_classes;
mod partitions;
mod problem;
mod referential_actions;
mod reserved;
mod rules;
mod security;
mod storage;
mod triggers;
mod types;
mod used;
mod views;

pub use problem::{
    ColumnProblem, ExpressionProblem, ForeignKeyProblem, IndexProblem, InvalidDatabase,
    ObjectProblem, PartitionProblem, Problem, ProblemKind,
};

use std::collections::BTreeMap;

use crate::define::TableDef;
use crate::model::Database;
use crate::sql::{Identifier, QualifiedName};
use types::Types;

/// Looks for problems, beside those that are known already. `structs` has those that are known of
/// tables, also of tables that aren't there.
pub(crate) fn check(
    database: &Database,
    structs: &BTreeMap<QualifiedName, &'static str>,
    mut problems: Vec<Problem>,
) -> Result<(), InvalidDatabase> {
    let types = Types::new(database);
    names::check(database, &mut problems);
    reserved::check(database, &mut problems);
    columns::check(database, &mut problems);
    data_types::check(database, &types, &mut problems);
    identity::check(database, &types, &mut problems);
    encrypted::check(database, &mut problems);
    generated::check(database, &types, &mut problems);
    expressions::check(database, &mut problems);
    indexes::check(database, &types, &mut problems);
    partitions::check(database, &types, &mut problems);
    triggers::check(database, &mut problems);
    functions::check(database, &types, &mut problems);
    views::check(database, &mut problems);
    lists::check(database, &mut problems);
    foreign_keys::check(database, structs, &mut problems);
    security::check(database, &mut problems);
    rules::check(database, &mut problems);
    if problems.is_empty() {
        return Ok(());
    }
    problems.sort_by_cached_key(ToString::to_string);
    problems.dedup();
    Err(InvalidDatabase::new(problems))
}

impl InvalidDatabase {
    /// The same problems, with the place of the struct where a problem is about one.
    pub(crate) fn located(self, definitions: &[&'static TableDef], home: &Identifier) -> Self {
        let places: Vec<_> = definitions
            .iter()
            .map(|definition| {
                let schema = definition.schema.unwrap_or(home.as_str());
                let name = QualifiedName::new(schema, definition.name);
                (
                    name.map(|name| name.to_string()).unwrap_or_default(),
                    *definition,
                )
            })
            .collect();
        let problems = self.into_problems().into_iter().map(|problem| {
            let place = places.iter().find(|(name, _)| problem.is_about(name));
            match place {
                Some((_, definition)) => problem.at(definition.file, definition.line),
                None => problem,
            }
        });
        Self::new(problems.collect())
    }
}
