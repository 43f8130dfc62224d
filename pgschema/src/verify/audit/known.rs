//! What a model knows and a catalog doesn't say.

use std::collections::BTreeSet;

use crate::lint::{Object, Part};
use crate::model::{Constraint, Database, Table, TableKind};
use crate::sql::ConstraintKind;

/// Rules, and objects on which what they find is nothing.
pub(super) fn of(database: &Database) -> BTreeSet<(&'static str, Object)> {
    let mut known = BTreeSet::new();
    for table in database.tables() {
        // What is in them, nobody reads without a key.
        for column in table.columns.iter().filter(|it| it.encryption.is_some()) {
            let object = Object::Part {
                table: table.name.clone(),
                part: Part::Column,
                name: column.name.clone(),
            };
            known.insert(("readable_secret", object));
        }
        for constraint in &table.constraints {
            if let Some(rule) = rule(database, constraint) {
                known.insert((rule, part(table, constraint)));
            }
        }
    }
    // A setting that anybody can make is believed by nobody.
    if database
        .profile
        .as_ref()
        .is_some_and(|it| it.signed_context)
    {
        for role in database.runtime_roles() {
            known.insert(("settable_tenant", Object::Role(role.clone())));
        }
    }
    known
}

fn rule(database: &Database, constraint: &Constraint) -> Option<&'static str> {
    // The model names them, if as the server would.
    if matches!(constraint.kind, ConstraintKind::Check { .. }) {
        return Some("unnamed_check");
    }
    // The values of an enum are neither removed nor changed.
    let target = database.table(&constraint.foreign_key()?.references)?;
    (target.kind == TableKind::Lookup).then_some("unindexed_foreign_key")
}

fn part(table: &Table, constraint: &Constraint) -> Object {
    Object::Part {
        table: table.name.clone(),
        part: Part::Constraint,
        name: constraint.name.clone(),
    }
}
