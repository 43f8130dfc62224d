use std::env;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::{UPDATE, WHOLE};
use crate::plan::Unsupported;
use crate::validate::InvalidDatabase;

/// So many files are shown with their diff; of the others, there is the name.
const SHOWN: usize = 20;

/// Why a directory isn't what the structs come to.
///
/// `Debug` is the text too, since that is what a test shows of an error that it returns.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum GoldenError {
    /// The structs describe a database that can't be. Nothing here makes this one: it is for tests
    /// that return what [`build`](crate::DatabaseBuilder::build) said.
    #[error("the schema can't be: {0}")]
    Invalid(#[from] InvalidDatabase),
    /// The database has what the version can't do.
    #[error("the schema can't be rendered: {0}")]
    Unsupported(#[from] Unsupported),
    /// Files differ from what the structs come to.
    #[error("{}", Report { directory, differences })]
    Differs {
        /// The directory.
        directory: PathBuf,
        /// What differs in it, by path; files too many come last.
        differences: Vec<Difference>,
    },
    /// A file that pgschema didn't make stands where one is expected.
    #[error(
        "{} is not a file of pgschema, which begins with `-- Made by pgschema`; move it, remove it \
         or check another directory",
        .0.display()
    )]
    Foreign(PathBuf),
    /// A file or directory can't be read.
    #[error("{} can't be read: {error}", path.display())]
    Read {
        /// The file or directory.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// A file can't be written or removed.
    #[error("{} can't be written: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

impl GoldenError {
    pub(super) fn read(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        Self::Read { path, error }
    }

    pub(super) fn write(path: &Path, error: io::Error) -> Self {
        let path = path.to_owned();
        Self::Write { path, error }
    }
}

impl fmt::Debug for GoldenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// How a file differs from what the structs come to.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Difference {
    /// The file isn't there.
    Missing(String),
    /// Nothing in the structs comes to the file.
    Extra(String),
    /// The file has another text.
    Changed {
        /// The file.
        path: String,
        /// What differs, as a unified diff; empty for the whole if parts of it show the same.
        diff: String,
    },
}

impl Difference {
    /// The path of the file in the directory.
    #[must_use]
    pub fn path(&self) -> &str {
        match self {
            Self::Missing(path) | Self::Extra(path) | Self::Changed { path, .. } => path,
        }
    }

    /// Leaves out what differs in the whole, where a part shows it.
    pub(super) fn shorten(&mut self) {
        if let Self::Changed { path, diff } = self
            && path == WHOLE
        {
            diff.clear();
        }
    }
}

struct Report<'a> {
    directory: &'a Path,
    differences: &'a [Difference],
}

impl fmt::Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let directory = self.directory.display();
        writeln!(f, "{directory} is not what the structs come to:")?;
        let mut diffs = Vec::new();
        for difference in self.differences {
            let what = match difference {
                Difference::Missing(_) => "is missing",
                Difference::Extra(_) => "is of nothing that is there",
                Difference::Changed { diff, .. } => {
                    diffs.push(diff);
                    "differs"
                }
            };
            writeln!(f, "- {} {what}", difference.path())?;
        }
        for diff in diffs.iter().filter(|diff| !diff.is_empty()).take(SHOWN) {
            write!(f, "\n{diff}")?;
        }
        write!(
            f,
            "\nIf the change is meant, have the files rewritten and review them:\n  \
             {UPDATE}=1 cargo test"
        )?;
        // Cargo says so when it runs tests.
        if let Ok(package) = env::var("CARGO_PKG_NAME") {
            write!(f, " -p {package}")?;
        }
        Ok(())
    }
}
