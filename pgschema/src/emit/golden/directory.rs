//! What is in the directory: only what pgschema could have made there is looked at.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::{GoldenError, unix_lines};

/// The directories of a schema that have files.
const KINDS: [&str; 4] = ["functions", "tables", "types", "views"];

/// How every file of pgschema begins.
const MARK: &str = "-- Made by pgschema";

/// The files of pgschema in a directory, by their path in it, with `/` on every system.
pub(super) struct Found(BTreeMap<String, String>);

impl Found {
    /// Reads them; a file of somebody else in the place of one that is expected is an error.
    pub(super) fn read(
        directory: &Path,
        expected: &BTreeMap<String, String>,
    ) -> Result<Self, GoldenError> {
        let mut paths = candidates(directory)?;
        paths.extend(expected.keys().cloned());
        paths.sort();
        paths.dedup();
        let mut files = BTreeMap::new();
        for path in paths {
            let file = directory.join(&path);
            let text = match fs::read(&file) {
                Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                Err(error) if is_absent(&error) => continue,
                Err(error) => return Err(GoldenError::read(&file, error)),
            };
            if is_made_by_pgschema(&text) {
                files.insert(path, unix_lines(&text));
            } else if expected.contains_key(&path) {
                return Err(GoldenError::Foreign(file));
            }
        }
        Ok(Self(files))
    }

    /// The text of a file, with lines that end as on Unix.
    pub(super) fn text(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// The paths of the files that nothing comes to.
    pub(super) fn extra<'a>(
        &'a self,
        expected: &'a BTreeMap<String, String>,
    ) -> impl Iterator<Item = &'a String> {
        self.0.keys().filter(|path| !expected.contains_key(*path))
    }
}

pub(super) fn is_made_by_pgschema(text: &str) -> bool {
    text.starts_with(MARK)
}

/// Removes a file, and the directories that are empty without it.
pub(super) fn remove(directory: &Path, path: &str) -> Result<(), GoldenError> {
    let file = directory.join(path);
    fs::remove_file(&file).map_err(|error| GoldenError::write(&file, error))?;
    for parent in Path::new(path).ancestors().skip(1) {
        // It stays while there is something in it; the directory itself stays too.
        if parent.as_os_str().is_empty() || fs::remove_dir(directory.join(parent)).is_err() {
            break;
        }
    }
    Ok(())
}

/// The paths of SQL files where pgschema puts some.
fn candidates(directory: &Path) -> Result<Vec<String>, GoldenError> {
    let mut paths = Vec::new();
    for entry in entries(directory)? {
        match entry {
            Entry::File(name) => paths.push(name),
            Entry::Directory(schema) => {
                for kind in KINDS {
                    let place = directory.join(&schema).join(kind);
                    for entry in entries(&place)? {
                        if let Entry::File(name) = entry {
                            paths.push(format!("{schema}/{kind}/{name}"));
                        }
                    }
                }
            }
        }
    }
    Ok(paths)
}

enum Entry {
    /// A file whose name ends with `.sql`.
    File(String),
    Directory(String),
}

/// The files and directories in a directory, which may be absent. Links are not followed, and
/// names that are no text aren't ours.
fn entries(directory: &Path) -> Result<Vec<Entry>, GoldenError> {
    let unreadable = |error| GoldenError::read(directory, error);
    let read = match fs::read_dir(directory) {
        Ok(read) => read,
        Err(error) if is_absent(&error) => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let mut entries = Vec::new();
    for entry in read {
        let entry = entry.map_err(unreadable)?;
        let kind = entry.file_type().map_err(unreadable)?;
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        if kind.is_dir() {
            entries.push(Entry::Directory(name));
        } else if kind.is_file() && name.ends_with(".sql") {
            entries.push(Entry::File(name));
        }
    }
    Ok(entries)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory)
}
