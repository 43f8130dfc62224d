use std::fmt;
use std::path::PathBuf;

use super::binaries::{BIN_VARIABLE, CACHE_VARIABLE, PROGRAMS};
use crate::Version;
use crate::sql::IdentifierError;

/// Why there is no throw-away server.
///
/// `Debug` writes what `Display` does, since it is what one reads when a test unwraps it.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum ServerError {
    /// No directory has the programs of this version.
    #[error(
        "no programs of PostgreSQL {version} were found ({}).\n\
         Install them (Debian, Ubuntu: `apt-get install postgresql-{version}`; macOS: \
         `brew install postgresql@{version}`), or unpack them somewhere and name their `bin` directory \
         in {BIN_VARIABLE}, or a directory with `{version}/bin` in {CACHE_VARIABLE}.\n\
         Looked in: {}",
        PROGRAMS.join(", "),
        list(looked_in)
    )]
    NoPrograms {
        /// The version that was asked for.
        version: Version,
        /// The directories, in order.
        looked_in: Vec<PathBuf>,
    },
    /// A directory was named that isn't one of this version's programs.
    #[error(
        "{named_by} names {}, where {}; it must have the programs {} of PostgreSQL",
        directory.display(),
        match found {
            Some(found) => format!("PostgreSQL {found} is, not {version}"),
            None => format!("{} can't be run", PROGRAMS.join(" or ")),
        },
        PROGRAMS.join(" and ")
    )]
    NotPrograms {
        /// The version that was asked for.
        version: Version,
        /// The directory.
        directory: PathBuf,
        /// What named it: the variable, or the method of the builder.
        named_by: &'static str,
        /// The major version that is there, if any is.
        found: Option<u32>,
    },
    /// The process runs as root, and the account that servers then run as can't reach the programs.
    #[error(
        "servers don't run as root, and the account that they run as instead (user id {account}) can't \
         run {}; open every directory above it to that account, or run as an ordinary user",
        program.display()
    )]
    OutOfReach {
        /// The program.
        program: PathBuf,
        /// The number of the account.
        account: u32,
    },
    /// A setting that can't stand in `postgresql.conf`.
    #[error(
        "the setting {name} can't be {value:?}: a name has letters, digits, `_` and `.`, and a value is \
         one line"
    )]
    Setting {
        /// The name.
        name: String,
        /// The value.
        value: String,
    },
    /// The server didn't start.
    #[error("PostgreSQL {version} {reason}; its log:\n{log}")]
    NotStarted {
        /// The version.
        version: Version,
        /// What happened.
        reason: &'static str,
        /// What the server wrote.
        log: String,
    },
    /// A file or a process couldn't be had.
    #[error("{doing} failed: {source}")]
    System {
        /// What was going on.
        doing: String,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A name that can't be one.
    #[error(transparent)]
    Name(#[from] IdentifierError),
    /// The server refused something.
    #[error("{doing} failed: {}", crate::verify::error::text(source))]
    Refused {
        /// What was going on.
        doing: String,
        /// What the server says.
        source: postgres::Error,
    },
}

impl fmt::Debug for ServerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl ServerError {
    /// For `map_err`.
    pub(super) fn system(doing: impl Into<String>) -> impl FnOnce(std::io::Error) -> Self {
        let doing = doing.into();
        |source| Self::System { doing, source }
    }

    pub(super) fn refused(doing: impl Into<String>) -> impl FnOnce(postgres::Error) -> Self {
        let doing = doing.into();
        |source| Self::Refused { doing, source }
    }
}

fn list(directories: &[PathBuf]) -> String {
    let names = directories.iter().map(|it| it.display().to_string());
    names.collect::<Vec<_>>().join(", ")
}
