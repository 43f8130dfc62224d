//! The access matrix of the model, cell by cell, held to what the server itself answers.
//!
//! Causes are compared elsewhere, so that each is one line. This makes sure that none was overlooked: a cell
//! that differs, and that nothing which was found accounts for, is a difference itself.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::Comparison;
use super::difference::{Cause, PrivilegeDifference, Verdict};
use super::rights::together;
use super::state::{State, privilege, query};
use crate::Version;
use crate::define::Privilege;
use crate::sql::{Identifier, QualifiedName, RoleName, ToSql};
use crate::verify::VerifyError;
use crate::verify::session::Session;

const EFFECTIVE: &str = include_str!("effective.sql");

const PRIVILEGES: [&str; 8] = [
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "TRUNCATE",
    "REFERENCES",
    "TRIGGER",
    // Since 17.
    "MAINTAIN",
];

/// A privilege on the whole, or on one column.
type Cell = (Privilege, Option<Identifier>);

/// What each role may do with each relation, by their names as SQL has them.
type Matrix = BTreeMap<(String, String), BTreeSet<Cell>>;

impl Comparison<'_> {
    /// Compares the cells of the model's roles and the model's tables and views; the number of those that are
    /// something.
    pub(super) fn effective(
        &mut self,
        session: &mut Session<'_>,
        schemas: &[String],
    ) -> Result<usize, VerifyError> {
        let roles = self.bound_roles();
        let found = read(session, self.state, &roles, schemas)?;
        let expected = self.expected_matrix(&roles);
        let places: BTreeSet<_> = found.keys().chain(expected.keys()).cloned().collect();
        let nothing = BTreeSet::new();
        let known = self.known_relations();
        for (role, object) in places {
            let key = (role.clone(), object.clone());
            if !known.contains(&object) || self.accounts_for(&role, &object) {
                continue;
            }
            let has = found.get(&key).unwrap_or(&nothing);
            let to_have = expected.get(&key).unwrap_or(&nothing);
            for (verdict, different) in [
                (Verdict::TooMuch, without(has, to_have)),
                (Verdict::TooLittle, without(to_have, has)),
            ] {
                if different.is_empty() {
                    continue;
                }
                let cells = different.iter().map(|it| (it.0, it.1.as_ref()));
                let cause = Cause::Unexplained {
                    privileges: together(cells),
                };
                self.differences.push(PrivilegeDifference {
                    verdict,
                    role: role.clone(),
                    object: Some(object.clone()),
                    cause,
                    reaches: Vec::new(),
                    repair: Vec::new(),
                });
            }
        }
        Ok(found.values().map(BTreeSet::len).sum())
    }

    /// The model's roles whose cells say something: not the owner's, and not a superuser's.
    fn bound_roles(&self) -> Vec<u32> {
        let owner = self.profile().map(|profile| &profile.owner);
        let ours = self.our_roles().into_iter();
        ours.filter(|oid| {
            let role = self.state.roles.get(oid);
            role.is_some_and(|role| !role.superuser() && Some(&role.name) != owner)
        })
        .collect()
    }

    /// The access matrix, with what PUBLIC may do for every role.
    fn expected_matrix(&self, roles: &[u32]) -> Matrix {
        let mut matrix = Matrix::new();
        let names: BTreeSet<String> = roles
            .iter()
            .filter_map(|oid| self.state.roles.get(oid))
            .map(|role| role.name.to_sql())
            .collect();
        for right in self.database.access_matrix().rights {
            // Since 16, a membership that the model makes doesn't inherit.
            if right.through.is_some() && self.version >= Version::V16 {
                continue;
            }
            let is_public = right.role == RoleName::Public.to_sql();
            for role in names
                .iter()
                .filter(|name| is_public || **name == right.role)
            {
                let key = (role.clone(), right.object.clone());
                let cells = matrix.entry(key).or_default();
                for granted in &right.privileges {
                    if granted.columns.is_empty() {
                        cells.insert((granted.privilege, None));
                    }
                    let columns = granted.columns.iter().cloned();
                    cells.extend(columns.map(|column| (granted.privilege, Some(column))));
                }
            }
        }
        matrix
    }

    /// The tables and views of the model that are there.
    fn known_relations(&self) -> BTreeSet<String> {
        let tables = self.database.tables.iter().map(|table| &table.name);
        let views = self.database.views.iter().map(|view| &view.name);
        let there: BTreeSet<(&str, &str)> = self
            .state
            .objects
            .iter()
            .map(|held| (held.schema.as_str(), held.name.as_str()))
            .collect();
        let names = tables
            .chain(views)
            .filter(|name| there.contains(&(name.schema().as_str(), name.name().as_str())));
        names.map(ToSql::to_sql).collect()
    }

    /// Whether something that was found is why a role's cells on an object differ.
    fn accounts_for(&self, role: &str, object: &str) -> bool {
        self.differences.iter().any(|difference| {
            let about = difference.object.as_deref();
            let about = about.and_then(|it| it.split_once(' ')).map(|it| it.1);
            let concerns = difference.role == role
                || difference.role == "PUBLIC"
                || difference.reaches.iter().any(|it| it == role);
            match difference.cause {
                Cause::Membership { .. } | Cause::Attributes { .. } => concerns,
                _ => about == Some(object),
            }
        })
    }
}

fn read(
    session: &mut Session<'_>,
    state: &State,
    roles: &[u32],
    schemas: &[String],
) -> Result<Matrix, VerifyError> {
    let known = if session.version >= Version::V17 {
        &PRIVILEGES[..]
    } else {
        &PRIVILEGES[..PRIVILEGES.len() - 1]
    };
    let mut matrix = Matrix::new();
    for row in query(session, EFFECTIVE, &[&schemas, &roles, &known])? {
        let name = QualifiedName::new(row.get::<_, &str>("schema"), row.get::<_, &str>("name"))?;
        let role = state.roles.get(&row.get::<_, u32>("role"));
        let column: Option<&str> = row.get("column");
        let column = column.map(Identifier::new).transpose()?;
        if let (Some(role), Some(privilege)) = (role, privilege(row.get("privilege"))) {
            let key = (role.name.to_sql(), name.to_sql());
            matrix.entry(key).or_default().insert((privilege, column));
        }
    }
    Ok(matrix)
}

/// The cells that the others don't have, nor the whole that they are part of.
fn without(cells: &BTreeSet<Cell>, others: &BTreeSet<Cell>) -> Vec<Cell> {
    let cells = cells.iter();
    cells
        .filter(|cell| !others.contains(*cell) && !others.contains(&(cell.0, None)))
        .cloned()
        .collect()
}
