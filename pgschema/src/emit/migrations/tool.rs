use std::fmt;

use crate::plan::Unsupported;

/// What still makes file names that every system takes.
const LONGEST_NAME: usize = 100;

/// Diesel keeps the number in a `varchar(50)`.
const LONGEST_DIESEL_NUMBER: usize = 50;

/// A tool that runs migrations, and the way it names their files.
///
/// ```
/// use pgschema::emit::MigrationTool;
/// use pgschema::{Database, Version};
///
/// let database = Database::builder().hardened("app").build()?;
/// let migration =
///     database.migration(MigrationTool::Diesel, "2026-01-01-000000", "initial", Version::V18)?;
/// let paths: Vec<_> = migration.files().iter().map(|file| file.path()).collect();
/// assert_eq!(paths, ["2026-01-01-000000_initial/up.sql", "2026-01-01-000000_initial/down.sql"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MigrationTool {
    /// sqlx: `20260101000000_initial.sql`.
    Sqlx,
    /// sqlx with migrations in two directions: `20260101000000_initial.up.sql` and
    /// `20260101000000_initial.down.sql`.
    ///
    /// `sqlx migrate add` makes the next migrations of the same kind as the first.
    SqlxReversible,
    /// refinery: `V1__initial.sql`.
    Refinery,
    /// Diesel: `20260101000000_initial/up.sql` and `20260101000000_initial/down.sql`.
    Diesel,
}

/// What is wrong with a migration that was asked for.
///
/// ```
/// use pgschema::emit::MigrationTool;
/// use pgschema::{Database, Version};
///
/// let database = Database::builder().hardened("app").build()?;
/// let error = database
///     .migration(MigrationTool::Refinery, "20260101000000", "initial", Version::V18)
///     .unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "\"20260101000000\" is no number of a migration for refinery: write digits, for a number up to \
///      2147483647 (refinery counts from 1)"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MigrationError {
    /// The tool can't read the number.
    #[error("{given:?} is no number of a migration for {tool}: {}", .tool.numbers())]
    Number {
        /// What was given.
        given: String,
        /// The tool.
        tool: MigrationTool,
    },
    /// The name would not do as a part of a file's name.
    #[error(
        "{given:?} is no name of a migration: write 1 to {LONGEST_NAME} letters of ASCII, digits \
         and underscores, such as `initial`"
    )]
    Name {
        /// What was given.
        given: String,
    },
    /// The version of PostgreSQL lacks something.
    #[error(transparent)]
    Unsupported(#[from] Unsupported),
}

/// Where a migration is, below the directory of migrations.
pub(super) struct Paths {
    pub(super) up: String,
    pub(super) down: Option<String>,
}

impl MigrationTool {
    pub(super) fn paths(self, number: &str, name: &str) -> Result<Paths, MigrationError> {
        if !self.takes(number) {
            return Err(MigrationError::Number {
                given: number.to_owned(),
                tool: self,
            });
        }
        if !is_name(name) {
            return Err(MigrationError::Name {
                given: name.to_owned(),
            });
        }
        let (up, down) = match self {
            Self::Sqlx => (format!("{number}_{name}.sql"), None),
            Self::SqlxReversible => (
                format!("{number}_{name}.up.sql"),
                Some(format!("{number}_{name}.down.sql")),
            ),
            Self::Refinery => (format!("V{number}__{name}.sql"), None),
            Self::Diesel => (
                format!("{number}_{name}/up.sql"),
                Some(format!("{number}_{name}/down.sql")),
            ),
        };
        Ok(Paths { up, down })
    }

    fn takes(self, number: &str) -> bool {
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Sqlx | Self::SqlxReversible => is_digits(number) && number.parse::<i64>().is_ok(),
            Self::Refinery => is_digits(number) && number.parse::<i32>().is_ok(),
            Self::Diesel => {
                number.len() <= LONGEST_DIESEL_NUMBER && number.split('-').all(is_digits)
            }
        }
    }

    const fn numbers(self) -> &'static str {
        match self {
            Self::Sqlx | Self::SqlxReversible => {
                "write digits, for a number up to 9223372036854775807, such as 20260101000000"
            }
            Self::Refinery => {
                "write digits, for a number up to 2147483647 (refinery counts from 1)"
            }
            Self::Diesel => {
                "write up to 50 digits, with or without dashes between them, such as \
                 2026-01-01-000000"
            }
        }
    }
}

impl fmt::Display for MigrationTool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Sqlx | Self::SqlxReversible => "sqlx",
            Self::Refinery => "refinery",
            Self::Diesel => "Diesel",
        })
    }
}

fn is_name(name: &str) -> bool {
    (1..=LONGEST_NAME).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::MigrationTool::{self, Diesel, Refinery, Sqlx, SqlxReversible};

    const TOOLS: [MigrationTool; 4] = [Sqlx, SqlxReversible, Refinery, Diesel];

    #[test]
    fn each_tool_gets_the_files_that_it_looks_for() {
        let cases = [
            (Sqlx, "0001_initial.sql", None),
            (
                SqlxReversible,
                "0001_initial.up.sql",
                Some("0001_initial.down.sql"),
            ),
            (Refinery, "V0001__initial.sql", None),
            (Diesel, "0001_initial/up.sql", Some("0001_initial/down.sql")),
        ];
        for (tool, up, down) in cases {
            let paths = tool.paths("0001", "initial").unwrap();
            assert_eq!((paths.up.as_str(), paths.down.as_deref()), (up, down));
        }
    }

    #[test]
    fn a_number_that_the_tool_can_not_read_is_refused() {
        for tool in TOOLS {
            for number in ["", "-1", "+1", "1-", "1.5", "one", "1_2", "1/2", "١"] {
                assert!(
                    tool.paths(number, "initial").is_err(),
                    "{tool:?} {number:?}"
                );
            }
        }
        let largest = |tool: MigrationTool, number: &str, beyond: &str| {
            assert!(tool.paths(number, "initial").is_ok(), "{tool:?}");
            assert!(tool.paths(beyond, "initial").is_err(), "{tool:?}");
        };
        largest(Sqlx, "9223372036854775807", "9223372036854775808");
        largest(Refinery, "2147483647", "2147483648");
        largest(Diesel, &"9".repeat(50), &"9".repeat(51));
        assert!(Sqlx.paths("2026-01-01", "initial").is_err());
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        let long = "a".repeat(101);
        for tool in TOOLS {
            for name in ["", "..", "a/b", "a\\b", "a.up", "a b", "ü", "a\n", &long] {
                assert!(tool.paths("1", name).is_err(), "{tool:?} {name:?}");
            }
        }
    }
}
