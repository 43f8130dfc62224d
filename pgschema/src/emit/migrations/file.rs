use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// The files of a migration.
///
/// ```
/// use pgschema::emit::MigrationTool;
/// use pgschema::{Database, Version};
///
/// let database = Database::builder().hardened("app").build()?;
/// let migration =
///     database.migration(MigrationTool::Sqlx, "20260101000000", "initial", Version::V18)?;
/// assert_eq!(migration.files().len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Migration {
    files: Vec<MigrationFile>,
}

/// One file of a [`Migration`].
///
/// ```
/// use pgschema::emit::MigrationTool;
/// use pgschema::{Database, Version};
///
/// let database = Database::builder().hardened("app").build()?;
/// let migration =
///     database.migration(MigrationTool::SqlxReversible, "1", "initial", Version::V18)?;
/// let down = &migration.files()[1];
/// assert_eq!(down.path(), "1_initial.down.sql");
/// assert!(down.text().contains("the first migration is not reverted"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MigrationFile {
    path: String,
    text: String,
}

/// Why the files of a migration could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WriteMigrationError {
    /// The file is there with another content. It may have been run, and a tool that finds it
    /// changed runs nothing more.
    #[error(
        "{} is there with another content and was left as it is: write a change of the database as \
         a migration of its own, or, if this one was never run anywhere, remove the file and write \
         it again", path.display()
    )]
    Differs {
        /// The file.
        path: PathBuf,
    },
    /// The system refuses.
    #[error("{} can't be {action}", path.display())]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What was tried: `read`, `written`.
        action: &'static str,
        /// What the system says.
        source: io::Error,
    },
}

impl Migration {
    pub(super) const fn new(files: Vec<MigrationFile>) -> Self {
        Self { files }
    }

    /// The files, the one that makes the database first.
    #[must_use]
    pub fn files(&self) -> &[MigrationFile] {
        &self.files
    }

    /// Writes the files into the tool's directory of migrations, which is made if need be. A file
    /// that is there is never changed; if it says the same, nothing is done.
    ///
    /// ```no_run
    /// use pgschema::emit::MigrationTool;
    /// use pgschema::{Database, Version};
    ///
    /// let database = Database::builder().hardened("app").build()?;
    /// database
    ///     .migration(MigrationTool::Sqlx, "20260101000000", "initial", Version::V18)?
    ///     .write_to("migrations")?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If one of the files is there with another content, and then none is written; or if the
    /// system refuses.
    pub fn write_to(&self, directory: impl AsRef<Path>) -> Result<(), WriteMigrationError> {
        let mut missing = Vec::new();
        for file in &self.files {
            let path = directory.as_ref().join(&file.path);
            match fs::read(&path) {
                Ok(there) if there == file.text.as_bytes() => {}
                Ok(_) => return Err(WriteMigrationError::Differs { path }),
                Err(error) if error.kind() == ErrorKind::NotFound => missing.push((path, file)),
                Err(error) => return Err(failed("read", path)(error)),
            }
        }
        for (path, file) in missing {
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent).map_err(failed("made", parent.to_owned()))?;
            }
            write_new(&path, &file.text).map_err(failed("written", path))?;
        }
        Ok(())
    }
}

impl MigrationFile {
    pub(super) const fn new(path: String, text: String) -> Self {
        Self { path, text }
    }

    /// Where the file belongs, below the tool's directory of migrations.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A file of somebody who came in between is not overwritten, and half a file doesn't stay.
fn write_new(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    let written = file.write_all(text.as_bytes());
    if written.is_err() {
        drop(file);
        let _ = fs::remove_file(path);
    }
    written
}

fn failed(action: &'static str, path: PathBuf) -> impl FnOnce(io::Error) -> WriteMigrationError {
    move |source| WriteMigrationError::Io {
        path,
        action,
        source,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::{env, fs, process};

    use super::{Migration, MigrationFile, WriteMigrationError};

    #[test]
    fn files_are_written_once_and_never_changed() {
        let directory = Directory::new("once");
        let migration = migration("SELECT 1;\n");
        migration.write_to(&directory.0).unwrap();
        migration.write_to(&directory.0).unwrap();
        let there = fs::read_to_string(directory.0.join("1_initial/up.sql")).unwrap();
        assert_eq!(there, "SELECT 1;\n");
    }

    #[test]
    fn a_file_with_another_content_is_named_and_nothing_is_written() {
        let directory = Directory::new("other");
        let down = directory.0.join("1_initial/down.sql");
        fs::create_dir_all(down.parent().unwrap()).unwrap();
        fs::write(&down, "mine").unwrap();
        let error = migration("SELECT 1;\n").write_to(&directory.0).unwrap_err();
        assert!(matches!(&error, WriteMigrationError::Differs { path } if *path == down));
        assert!(error.to_string().contains("remove the file"), "{error}");
        assert_eq!(fs::read_to_string(&down).unwrap(), "mine");
        assert!(!directory.0.join("1_initial/up.sql").exists());
    }

    #[test]
    fn what_the_system_refuses_is_an_error_that_names_the_file() {
        let directory = Directory::new("refused");
        fs::create_dir_all(directory.0.join("1_initial/up.sql")).unwrap();
        let error = migration("").write_to(&directory.0).unwrap_err();
        assert!(
            error.to_string().ends_with("up.sql can't be read"),
            "{error}"
        );
    }

    fn migration(up: &str) -> Migration {
        let file = |name: &str, text: &str| {
            MigrationFile::new(format!("1_initial/{name}.sql"), text.to_owned())
        };
        Migration::new(vec![file("up", up), file("down", "SELECT 2;\n")])
    }

    /// A directory that is gone with the test.
    struct Directory(PathBuf);

    impl Directory {
        fn new(name: &str) -> Self {
            let name = format!("pgschema-migration-{name}-{}", process::id());
            Self(env::temp_dir().join(name))
        }
    }

    impl Drop for Directory {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}
