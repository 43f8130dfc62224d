//! SQL files in the repository that a test holds to the structs.

mod directory;
mod error;

pub use error::{Difference, GoldenError};

use std::collections::BTreeMap;
use std::env;
use std::path::Path;

use similar::TextDiff;

use super::write::write_if_changed;
use crate::Version;
use crate::model::Database;
use crate::plan::Unsupported;
use directory::Found;

/// The variable that has files rewritten, if it is `1`.
const UPDATE: &str = "PGSCHEMA_UPDATE";

/// The file with everything, ready to run.
const WHOLE: &str = "schema.sql";

/// The first line of each other file, by which it is known again.
const HEAD: &str = "-- Made by pgschema, to be read: schema.sql is what runs.\n\n";

impl Database {
    /// Compares the files of a directory with the database, so that each change of the DDL is seen
    /// in review: the files of [`Database::object_files`], and the whole in `schema.sql`.
    ///
    /// In a test of the package, a relative path begins at the directory of its `Cargo.toml`.
    ///
    /// ```no_run
    /// # mod schema {
    /// #     pub fn database() -> Result<pgschema::Database, pgschema::InvalidDatabase> {
    /// #         pgschema::Database::builder().build()
    /// #     }
    /// # }
    /// use pgschema::Version;
    /// use pgschema::emit::GoldenError;
    ///
    /// // A test.
    /// fn the_schema_is_the_one_in_review() -> Result<(), GoldenError> {
    ///     schema::database()?.check_golden("schema", Version::V18)?;
    ///     Ok(())
    /// }
    /// # the_schema_is_the_one_in_review().unwrap();
    /// ```
    ///
    /// With `PGSCHEMA_UPDATE=1` in the environment, the files are rewritten instead, and those that
    /// no longer belong there are removed. A file that pgschema didn't make is neither changed nor
    /// removed: it is known by its first line.
    ///
    /// # Errors
    ///
    /// If anything differs, with a diff and the command that rewrites the files; if a file can't be
    /// read or written; as [`Database::plan`].
    pub fn check_golden(
        &self,
        directory: impl AsRef<Path>,
        version: Version,
    ) -> Result<(), GoldenError> {
        let directory = directory.as_ref();
        let expected = expected(self, version)?;
        if env::var_os(UPDATE).is_some_and(|value| value == "1") {
            update(directory, &expected)
        } else {
            compare(directory, &expected)
        }
    }
}

/// The text of each file, by its path in the directory.
fn expected(
    database: &Database,
    version: Version,
) -> Result<BTreeMap<String, String>, Unsupported> {
    let parts = database.object_files(version)?;
    let mut files: BTreeMap<String, String> = parts
        .iter()
        .map(|file| (file.path().to_owned(), format!("{HEAD}{}", file.sql())))
        .collect();
    files.insert(WHOLE.to_owned(), database.render(version)?);
    Ok(files)
}

fn compare(directory: &Path, expected: &BTreeMap<String, String>) -> Result<(), GoldenError> {
    let found = Found::read(directory, expected)?;
    let mut differences: Vec<Difference> = Vec::new();
    for (path, text) in expected {
        match found.text(path) {
            None => differences.push(Difference::Missing(path.clone())),
            Some(there) => {
                let text = unix_lines(text);
                if there != text {
                    let diff = diff(path, there, &text);
                    let path = path.clone();
                    differences.push(Difference::Changed { path, diff });
                }
            }
        }
    }
    let extra = found.extra(expected).cloned();
    differences.extend(extra.map(Difference::Extra));
    if differences.is_empty() {
        return Ok(());
    }
    if differences.len() > 1 {
        differences.iter_mut().for_each(Difference::shorten);
    }
    Err(GoldenError::Differs {
        directory: directory.to_owned(),
        differences,
    })
}

fn update(directory: &Path, expected: &BTreeMap<String, String>) -> Result<(), GoldenError> {
    let found = Found::read(directory, expected)?;
    for (path, text) in expected {
        if found
            .text(path)
            .is_some_and(|there| there == unix_lines(text))
        {
            continue;
        }
        let path = directory.join(path);
        let parent = path.parent().unwrap_or(directory);
        std::fs::create_dir_all(parent)
            .and_then(|()| write_if_changed(&path, text))
            .map_err(|error| GoldenError::write(&path, error))?;
    }
    for path in found.extra(expected) {
        directory::remove(directory, path)?;
    }
    Ok(())
}

/// Git may give lines another end in a working tree.
fn unix_lines(text: &str) -> String {
    text.replace("\r\n", "\n")
}

fn diff(path: &str, there: &str, expected: &str) -> String {
    TextDiff::from_lines(there, expected)
        .unified_diff()
        .context_radius(3)
        .header(path, "what the structs come to")
        .to_string()
}

#[cfg(test)]
mod tests;
