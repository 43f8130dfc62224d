use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Database;
use crate::validate::{self, InvalidDatabase};

/// The version of the snapshot's form. A field that is added with a default keeps it.
const FORMAT: u32 = 1;

/// Why a snapshot can't be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SnapshotError {
    /// The text isn't JSON, or not of a database.
    #[error("the snapshot can't be read: {0}")]
    Unreadable(#[from] serde_json::Error),
    /// The snapshot has a form that this version of the library doesn't know.
    #[error(
        "the snapshot has format {found}, and this version of pgschema reads format {FORMAT}; \
         read it with the version that wrote it"
    )]
    UnknownFormat {
        /// The format that it says it has.
        found: u32,
    },
    /// The snapshot describes a database that can't be.
    #[error("the snapshot describes a database that can't be: {0}")]
    Invalid(#[from] InvalidDatabase),
}

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    database: &'a Database,
}

/// Read before the rest, so that a later form is told apart from a broken one.
#[derive(Deserialize)]
struct Format {
    format: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    #[serde(rename = "format")]
    _format: u32,
    database: Database,
}

impl Database {
    /// The database as a JSON document with a version of its own: the same database gives the same
    /// bytes, with columns in their order and the rest sorted.
    ///
    /// ```
    /// use pgschema::Database;
    ///
    /// let database = Database::builder().hardened("app").build()?;
    /// let read = Database::from_json(&database.to_json())?;
    /// assert_eq!(read, database);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let written = Written {
            format: FORMAT,
            database: self,
        };
        // Maps with keys that aren't text are what serde_json can't write, and the model has none.
        let mut text = serde_json::to_string_pretty(&written).unwrap_or_default();
        text.push('\n');
        text
    }

    /// Reads what [`Database::to_json`] wrote.
    ///
    /// # Errors
    ///
    /// If the text is no snapshot, has an unknown form, or describes a database that can't be; the
    /// last with every problem at once.
    pub fn from_json(text: &str) -> Result<Self, SnapshotError> {
        let Format { format } = serde_json::from_str(text)?;
        if format != FORMAT {
            return Err(SnapshotError::UnknownFormat { found: format });
        }
        let Read { mut database, .. } = serde_json::from_str(text)?;
        database.sort();
        validate::check(&database, &BTreeMap::new(), Vec::new())?;
        Ok(database)
    }
}
