//! Facts, and what differs between two sets of them.

use std::collections::BTreeMap;
use std::fmt::Display;

use postgres::Transaction;

/// What one side says: a value for each name.
#[derive(Debug, Default)]
pub(super) struct Facts(BTreeMap<String, String>);

impl Facts {
    /// Adds a fact.
    pub(super) fn add(&mut self, name: impl Display, value: impl Display) {
        let name = name.to_string();
        let value = value.to_string();
        if let Some(other) = self.0.insert(name.clone(), value.clone())
            && other != value
        {
            self.0.insert(name, format!("{other} and {value}"));
        }
    }

    /// Adds a fact that not every object has.
    pub(super) fn add_some(&mut self, name: impl Display, value: Option<impl Display>) {
        if let Some(value) = value {
            self.add(name, value);
        }
    }

    /// Adds the rows of a query: a name and a value, which is no fact when it is NULL.
    pub(super) fn read(
        &mut self,
        transaction: &mut Transaction<'_>,
        query: &str,
        schemas: &[&str],
    ) {
        let rows = transaction
            .query(query, &[&schemas])
            .unwrap_or_else(|error| panic!("{query}\n{error:?}"));
        for row in rows {
            let (name, value): (String, Option<String>) = (row.get(0), row.get(1));
            self.add_some(name, value);
        }
    }

    /// What the model says and the server doesn't, or the other way round.
    pub(super) fn differences_to(&self, actual: &Self) -> Vec<String> {
        let mut differences = Vec::new();
        for (name, expected) in &self.0 {
            match actual.0.get(name) {
                None => differences.push(format!("missing: {name} = {expected}")),
                Some(found) if found != expected => {
                    differences.push(format!("{name} is {found}, not {expected}"));
                }
                Some(_) => {}
            }
        }
        for (name, found) in &actual.0 {
            if !self.0.contains_key(name) {
                differences.push(format!("unexpected: {name} = {found}"));
            }
        }
        differences
    }
}

/// Names side by side.
pub(super) fn list<T: Display>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(", ")
}
