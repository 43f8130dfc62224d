use std::fmt;

use super::object::Object;
use super::output;

/// How a database on a server differs from its model: what [`compare`](super::compare) gives.
///
/// [`Display`](fmt::Display) shows it to people, [`Drift::to_json`] to programs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drift {
    pub(super) differences: Vec<Difference>,
    pub(super) not_compared: Vec<NotCompared>,
    pub(super) without_expressions: bool,
    pub(super) objects: usize,
}

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The object.
    pub object: Object,
    /// What is wrong with it.
    pub what: What,
    /// The SQL that brings it back, where that needs no thought: nothing that could lose rows, or lock a
    /// table for long.
    pub statement: Option<String>,
}

/// What is wrong with an object.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// The model has it and the server doesn't.
    Missing,
    /// The server has it and the model doesn't.
    Unknown,
    /// Both have it, and differ.
    Differs {
        /// In what.
        attribute: &'static str,
        /// What the model says.
        expected: Option<String>,
        /// What the server says.
        actual: Option<String>,
    },
}

/// Something that couldn't be compared, since the server doesn't take what the model says: it needs
/// something that is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct NotCompared {
    /// The object.
    pub object: Object,
    /// Why, in the server's words.
    pub reason: String,
}

impl Difference {
    pub(super) const fn new(object: Object, what: What) -> Self {
        Self {
            object,
            what,
            statement: None,
        }
    }
}

impl Drift {
    /// The differences, in the order of the objects.
    #[must_use]
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }

    /// What couldn't be compared, since something that it needs is gone from the server.
    #[must_use]
    pub fn not_compared(&self) -> &[NotCompared] {
        &self.not_compared
    }

    /// Whether expressions, queries and the bodies of SQL functions were left out, as
    /// [`compare_without_expressions`](super::compare_without_expressions) does.
    #[must_use]
    pub const fn is_without_expressions(&self) -> bool {
        self.without_expressions
    }

    /// How many objects and parts of objects of the model were looked for.
    #[must_use]
    pub const fn objects(&self) -> usize {
        self.objects
    }

    /// Whether nothing differs and everything could be compared.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty() && self.not_compared.is_empty()
    }

    /// Keeps the differences that matter: a partition that a job makes each month is no drift.
    pub fn retain(&mut self, keep: impl FnMut(&Difference) -> bool) {
        self.differences.retain(keep);
    }

    /// The report, if nothing differs.
    ///
    /// # Errors
    ///
    /// If something does, or couldn't be compared; the error has the report, and is shown as the report.
    pub fn deny(self) -> Result<Self, DeniedDrift> {
        match self.is_empty() {
            true => Ok(self),
            false => Err(DeniedDrift { drift: self }),
        }
    }

    /// The report as a JSON document.
    ///
    /// `format` is 1. Keys may be added to this form; when one changes its meaning or goes, the form
    /// gets another number.
    #[must_use]
    pub fn to_json(&self) -> String {
        output::json(self)
    }
}

/// A database that isn't as its model says. `Debug` and `Display` write the report.
#[derive(Clone, PartialEq, Eq)]
pub struct DeniedDrift {
    drift: Drift,
}

impl DeniedDrift {
    /// The report.
    #[must_use]
    pub const fn drift(&self) -> &Drift {
        &self.drift
    }
}

impl std::error::Error for DeniedDrift {}

impl fmt::Debug for DeniedDrift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.drift, f)
    }
}

impl fmt::Display for DeniedDrift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.drift, f)
    }
}

/// The report for people.
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        output::text(self, f)
    }
}
