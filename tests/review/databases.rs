//! Databases that are read as reviewers read them, some of them changed by hand.

use pgschema::{Database, Version};
use serde_json::Value;

pub(crate) fn saas() -> Database {
    saas::database(Version::V18).unwrap()
}

/// A database after a change of its snapshot.
pub(crate) fn changed(database: &Database, change: impl FnOnce(&mut Value)) -> Database {
    let mut snapshot: Value = serde_json::from_str(&database.to_json()).unwrap();
    change(&mut snapshot["database"]);
    Database::from_json(&snapshot.to_string()).unwrap()
}

/// The table of a name in a snapshot.
pub(crate) fn table<'a>(database: &'a mut Value, name: &str) -> &'a mut Value {
    let tables = database["tables"].as_array_mut().unwrap();
    let named = |table: &&mut Value| table["name"]["name"] == name;
    tables.iter_mut().find(named).unwrap()
}

/// The lines that only one of two texts has: those that went and those that came.
pub(crate) fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let missing = |from: &str, text: &str| {
        let lines = text
            .lines()
            .filter(|line| !from.lines().any(|other| other == *line));
        lines.map(str::to_owned).collect()
    };
    (missing(after, before), missing(before, after))
}
