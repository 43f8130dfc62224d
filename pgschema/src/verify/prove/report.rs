use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::Attempt;
use crate::Version;
use crate::review::text::visible;

/// What came of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It came as it should.
    Held,
    /// It came otherwise.
    Broken,
    /// It couldn't be tried, so that nothing is known.
    Unproven,
}

/// One attempt, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tried {
    /// On which table.
    pub table: String,
    /// As which role; none, if the table's own structure was tried.
    pub role: Option<String>,
    /// What.
    pub attempt: Attempt,
    /// The statement.
    pub statement: String,
    /// What should have come of it.
    pub expected: &'static str,
    /// What did.
    pub actual: String,
    /// Whether that is the same.
    pub outcome: Outcome,
}

/// What was tried on a database, and what came of it.
#[derive(Clone, Debug)]
#[must_use]
pub struct Proof {
    pub(super) version: Version,
    pub(super) tried: Vec<Tried>,
    pub(super) tables: usize,
    /// Tables that have no row-level security to be proven.
    pub(super) open: Vec<String>,
    /// What the policies mean others to see.
    pub(super) meant: Vec<String>,
    /// What this connection can't try.
    pub(super) left_out: Vec<String>,
}

impl Proof {
    /// Everything that was tried, table by table.
    #[must_use]
    pub fn tried(&self) -> &[Tried] {
        &self.tried
    }

    /// What came otherwise than it should.
    pub fn broken(&self) -> impl Iterator<Item = &Tried> {
        self.of(Outcome::Broken)
    }

    /// What couldn't be tried.
    pub fn unproven(&self) -> impl Iterator<Item = &Tried> {
        self.of(Outcome::Unproven)
    }

    /// What can't be tried over this connection, in words.
    #[must_use]
    pub fn left_out(&self) -> &[String] {
        &self.left_out
    }

    fn of(&self, outcome: Outcome) -> impl Iterator<Item = &Tried> {
        self.tried.iter().filter(move |it| it.outcome == outcome)
    }

    /// The tables without row-level security, of which there is nothing to prove.
    #[must_use]
    pub fn open_tables(&self) -> &[String] {
        &self.open
    }

    /// Where the model's own policies let a role see rows of others, in words: who reviews a proof wants to
    /// know of them.
    #[must_use]
    pub fn meant(&self) -> &[String] {
        &self.meant
    }

    /// The proof, if everything held.
    ///
    /// # Errors
    ///
    /// If something is broken, or couldn't be tried; the error is shown as the report.
    pub fn deny(self) -> Result<Self, BrokenIsolation> {
        match self.tried.iter().all(|it| it.outcome == Outcome::Held) {
            true => Ok(self),
            false => Err(BrokenIsolation {
                proof: Box::new(self),
            }),
        }
    }

    /// The proof as a JSON document.
    ///
    /// `format` is 1; `server` is the major version; `tables` counts them, `open_tables` names those without
    /// row-level security; `meant` and `left_out` are as in [`meant`](Self::meant) and [`left_out`](Self::left_out). Each of `tried` has `table`, `role`, `attempt`, `statement`, `expected`, `actual` and
    /// `outcome`: `held`, `broken` or `unproven`.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Document<'a> {
            format: u32,
            server: u32,
            tables: usize,
            open_tables: &'a [String],
            meant: &'a [String],
            left_out: &'a [String],
            tried: Vec<Written<'a>>,
        }
        #[derive(Serialize)]
        struct Written<'a> {
            table: &'a str,
            role: Option<&'a str>,
            attempt: &'static str,
            statement: &'a str,
            expected: &'static str,
            actual: &'a str,
            outcome: Outcome,
        }
        let tried = self.tried.iter().map(|it| Written {
            table: &it.table,
            role: it.role.as_deref(),
            attempt: it.attempt.name(),
            statement: &it.statement,
            expected: it.expected,
            actual: &it.actual,
            outcome: it.outcome,
        });
        let document = Document {
            format: 1,
            server: self.version.major(),
            tables: self.tables,
            open_tables: &self.open,
            meant: &self.meant,
            left_out: &self.left_out,
            tried: tried.collect(),
        };
        // There is no map with keys that aren't text, which is what serde_json can't write.
        let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// Where a line about a role stands.
pub(super) const EVERY_TABLE: &str = "every table";

/// The proof for people: what is broken, what isn't proven, and the count.
impl fmt::Display for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (outcome, title) in [
            (Outcome::Broken, "Broken:"),
            (Outcome::Unproven, "Not proven:"),
        ] {
            // What is true of a role whatever the table explains much of the rest, and stands first.
            let mut tables: BTreeMap<(bool, &str), Vec<&Tried>> = BTreeMap::new();
            for tried in self.of(outcome) {
                let place = (tried.table != EVERY_TABLE, tried.table.as_str());
                tables.entry(place).or_default().push(tried);
            }
            if tables.is_empty() {
                continue;
            }
            writeln!(f, "{title}")?;
            for ((_, table), all) in tables {
                writeln!(f, "  {table}")?;
                for tried in all {
                    let role = tried.role.as_deref().unwrap_or("anybody");
                    let actual = visible(&tried.actual);
                    writeln!(
                        f,
                        "    {role}: {}: {actual}; expected: {}",
                        tried.attempt, tried.expected
                    )?;
                    if !tried.statement.is_empty() {
                        writeln!(f, "      {}", visible(&tried.statement))?;
                    }
                }
            }
            writeln!(f)?;
        }
        for meant in &self.meant {
            writeln!(f, "{}", visible(meant))?;
        }
        for left_out in &self.left_out {
            writeln!(f, "{left_out}")?;
        }
        for table in &self.open {
            writeln!(f, "{table} has no row-level security: nothing to prove")?;
        }
        write!(
            f,
            "{} attempts on {} tables of PostgreSQL {}: {} broken, {} not proven",
            self.tried.len(),
            self.tables,
            self.version,
            self.broken().count(),
            self.unproven().count(),
        )
    }
}

/// A database in which one tenant may reach another, or of which that isn't known.
#[derive(Clone)]
pub struct BrokenIsolation {
    proof: Box<Proof>,
}

impl BrokenIsolation {
    /// The proof that failed.
    pub const fn proof(&self) -> &Proof {
        &self.proof
    }
}

impl std::error::Error for BrokenIsolation {}

impl fmt::Debug for BrokenIsolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.proof, f)
    }
}

impl fmt::Display for BrokenIsolation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.proof, f)
    }
}
