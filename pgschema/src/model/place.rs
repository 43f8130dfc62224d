use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::Object;

/// Where a struct or an attribute stands in the program.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The file, as rustc names it: relative to the directory where cargo runs it, which is the root
    /// of the workspace.
    pub file: &'static str,
    /// The line, from 1.
    pub line: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Where objects stand in the program: for messages, and no part of what the database is. Two
/// databases are the same wherever they are written, and a snapshot has no paths.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(BTreeMap<Object, Place>);

impl Places {
    pub(crate) fn insert(&mut self, object: Object, place: Place) {
        self.0.insert(object, place);
    }

    /// The place of an object, or of the table that it is a part of.
    pub(crate) fn get(&self, object: &Object) -> Option<&Place> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(object).or_else(|| {
            let table = object.table()?;
            self.0.get(&Object::Table(table.clone()))
        })
    }
}

impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}
