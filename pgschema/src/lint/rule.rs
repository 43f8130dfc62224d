use std::fmt;

use super::Severity;
use super::book::{self, Links};
use super::check::Check;
use crate::Measure;

/// A rule: what it finds, why that matters, and what to do about it.
///
/// ```
/// use pgschema::lint::{Severity, rule};
///
/// let leaky = rule("leaky_index").unwrap();
/// assert_eq!(leaky.id, "RLS029");
/// assert_eq!(leaky.severity, Severity::Warning);
/// ```
pub struct Rule {
    /// Its identifier, which never changes: `RLS029`.
    pub id: &'static str,
    /// Its name, by which `allow(…)` takes it: `leaky_index`.
    pub name: &'static str,
    /// How bad it is, unless a [`Linter`](super::Linter) says otherwise.
    pub severity: Severity,
    /// What it finds, in a few words.
    pub title: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about it.
    pub fix: &'static str,
    /// Rust that has the defect; of a [rule for servers](super::SERVER_RULES), SQL.
    pub bad: &'static str,
    /// The same language, close to it, without the defect.
    pub good: &'static str,
    /// The query that finds the same in the catalog of a server, over [the views that all of them
    /// use](super::CATALOG_VIEWS).
    pub catalog: Option<&'static str>,
    /// The measure of the profile that keeps a hardened database from having it. Who switches the
    /// measure off with a reason has given the reason for the findings, too.
    pub measure: Option<Measure>,
    pub(crate) check: Check,
}

impl Rule {
    /// Whether only a server shows what it looks for: a model hasn't got it.
    #[must_use]
    pub const fn is_for_servers(&self) -> bool {
        matches!(self.check, Check::Server)
    }

    /// The page of the rule book, as Markdown. It links to the other pages as `NAME.md`.
    #[must_use]
    pub fn page(&self) -> String {
        book::page(self, Links::Beside)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

impl fmt::Debug for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.id, self.name)
    }
}
