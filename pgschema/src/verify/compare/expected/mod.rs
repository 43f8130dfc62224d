//! What the model says, in the words of the catalogs.

mod cluster;
mod columns;
mod constraints;
mod copies;
mod indexes;
mod known;
mod rights;
mod tables;

use std::collections::HashMap;

use super::facts::{Attributes, Facts, Value};
use super::object::{Grantee, Kind, Object};
use super::scratch::Printed;
use super::types::TypeNames;
use crate::Version;
use crate::model::Database;
use crate::sql::{
    Expr, Identifier, QualifiedName, RoleName, StorageParameters, TextLiteral, ToSql,
};

/// The objects of the model. What is on the server and is none of the model's business is taken out
/// of `actual`.
pub(super) fn of(
    version: Version,
    database: &Database,
    actual: &mut Facts,
    types: &TypeNames,
    printed: Option<&Printed>,
) -> Facts {
    let mut model = Model {
        version,
        database,
        owner: owner(database, actual),
        actual,
        types,
        printed,
        facts: Facts::default(),
    };
    model.cluster();
    model.tables();
    model.copies();
    model.rights();
    let facts = model.facts;
    known::leave_out(database, actual, &facts);
    facts
}

struct Model<'a> {
    version: Version,
    database: &'a Database,
    /// Who owns the objects, if it can be told.
    owner: Option<String>,
    actual: &'a mut Facts,
    types: &'a TypeNames,
    printed: Option<&'a Printed>,
    facts: Facts,
}

impl Model<'_> {
    fn owner(&self) -> Value {
        self.owner.clone().map_or(Value::Any, Value::Text)
    }

    /// A role as a grant has it; `None` if only whoever ran the DDL knows it.
    fn grantee(&self, role: &RoleName) -> Option<Grantee> {
        match role {
            RoleName::Public => Some(Grantee::Public),
            RoleName::CurrentRole | RoleName::CurrentUser => Some(Grantee::Owner),
            RoleName::SessionUser => None,
            RoleName::Named(name) if self.owner.as_deref() == Some(name.as_str()) => {
                Some(Grantee::Owner)
            }
            RoleName::Named(name) => Some(Grantee::Role(name.as_str().to_owned())),
        }
    }
}

/// The owner is the profile's, or who owns most tables: whoever ran the DDL of a plain database.
fn owner(database: &Database, actual: &Facts) -> Option<String> {
    if let Some(profile) = &database.profile {
        return Some(profile.owner.as_str().to_owned());
    }
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for table in &database.tables {
        if let Some(owner) = actual.text(&table_object(&table.name), "owner") {
            *counts.entry(owner).or_default() += 1;
        }
    }
    let most = counts
        .into_iter()
        .max_by_key(|(name, count)| (*count, *name));
    most.map(|(name, _)| name.to_owned())
}

fn object(kind: Kind, name: &QualifiedName) -> Object {
    Object::within(kind, name.schema().as_str(), name.name().as_str())
}

fn table_object(name: &QualifiedName) -> Object {
    object(Kind::Table, name)
}

fn set(attributes: &mut Attributes, name: &'static str, value: impl Into<String>) {
    attributes.insert(name, Value::Text(value.into()));
}

fn set_some(attributes: &mut Attributes, name: &'static str, value: Option<impl Into<String>>) {
    if let Some(value) = value {
        set(attributes, name, value);
    }
}

fn set_comment(attributes: &mut Attributes, comment: Option<&TextLiteral>) {
    attributes.remove("comment");
    set_some(attributes, "comment", comment.map(TextLiteral::as_str));
}

/// An expression as the server writes it; if that can't be told, it must at least be there.
fn set_printed(
    attributes: &mut Attributes,
    name: &'static str,
    expression: Option<&Expr>,
    printed: Option<&Option<String>>,
) {
    let Some(expression) = expression else {
        return;
    };
    match printed {
        Some(Some(text)) => set(attributes, name, text.clone()),
        // The server keeps no default that is NULL, and no condition that is always true.
        Some(None) => {}
        None if is_kept(expression) => {
            attributes.insert(name, Value::Present);
        }
        None => {
            attributes.insert(name, Value::Any);
        }
    }
}

/// What the server always keeps, as it writes it.
fn set_kept(attributes: &mut Attributes, name: &'static str, printed: Option<&Option<String>>) {
    let printed = printed.and_then(Option::as_ref);
    let value = printed.map_or(Value::Present, |text| Value::Text(text.clone()));
    attributes.insert(name, value);
}

/// Whether the server keeps an expression for sure.
fn is_kept(expression: &Expr) -> bool {
    let text = expression.to_sql().to_lowercase();
    !text.starts_with("null") && text != "true"
}

/// Names side by side, as they are.
fn names<'a>(names: impl IntoIterator<Item = &'a Identifier>) -> String {
    let names: Vec<&str> = names.into_iter().map(Identifier::as_str).collect();
    names.join(", ")
}

/// Storage parameters as the server keeps them.
fn storage(parameters: &StorageParameters) -> Option<String> {
    let mut parameters: Vec<String> = parameters
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    parameters.sort();
    (!parameters.is_empty()).then(|| parameters.join(", "))
}
