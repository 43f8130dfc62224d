//! What is wrong with a database, and how it is said.

mod column;
mod expression;
mod foreign_key;
mod index;
mod kind;
mod message;
mod object;
mod partition;

pub use column::ColumnProblem;
pub use expression::ExpressionProblem;
pub use foreign_key::ForeignKeyProblem;
pub use index::IndexProblem;
pub use kind::ProblemKind;
pub use object::ObjectProblem;
pub use partition::PartitionProblem;

use std::fmt;

use crate::sql::{IdentifierError, LiteralError, SyntaxError};

/// A database that can't be, with everything that is wrong with it.
///
/// `Debug` writes the same text as `Display`: it is what one reads when `main` returns the error.
#[derive(Clone, PartialEq)]
pub struct InvalidDatabase {
    problems: Vec<Problem>,
}

impl InvalidDatabase {
    pub(crate) const fn new(problems: Vec<Problem>) -> Self {
        Self { problems }
    }

    pub(super) fn into_problems(self) -> Vec<Problem> {
        self.problems
    }

    /// Everything that is wrong.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl std::error::Error for InvalidDatabase {}

impl From<IdentifierError> for InvalidDatabase {
    fn from(error: IdentifierError) -> Self {
        Self::new(vec![Problem::new("a name", error)])
    }
}

impl From<LiteralError> for InvalidDatabase {
    fn from(error: LiteralError) -> Self {
        Self::new(vec![Problem::new("a constant", error)])
    }
}

impl From<SyntaxError> for InvalidDatabase {
    fn from(error: SyntaxError) -> Self {
        Self::new(vec![Problem::new(
            "a piece of SQL",
            ProblemKind::Text(error),
        )])
    }
}

impl fmt::Debug for InvalidDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for InvalidDatabase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.problems.as_slice() {
            [problem] => write!(f, "{problem}"),
            problems => {
                write!(f, "{} problems:", problems.len())?;
                for problem in problems {
                    write!(f, "\n- {problem}")?;
                }
                Ok(())
            }
        }
    }
}

/// One thing that is wrong, and where.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    object: String,
    location: Option<String>,
    kind: ProblemKind,
}

impl Problem {
    pub(crate) fn new(object: impl fmt::Display, kind: impl Into<ProblemKind>) -> Self {
        Self {
            object: object.to_string(),
            location: None,
            kind: kind.into(),
        }
    }

    pub(crate) fn at(mut self, file: &str, line: u32) -> Self {
        self.location = Some(format!("{file}:{line}"));
        self
    }

    /// Whether it is about the object of that name or a part of it.
    pub(super) fn is_about(&self, name: &str) -> bool {
        self.object
            .strip_prefix(name)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// What it is about: `app.documents`, `app.documents.title`.
    #[must_use]
    pub fn object(&self) -> &str {
        &self.object
    }

    /// The file and line of the struct, where one is known.
    #[must_use]
    pub fn location(&self) -> Option<&str> {
        self.location.as_deref()
    }

    /// What is wrong.
    #[must_use]
    pub const fn kind(&self) -> &ProblemKind {
        &self.kind
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.object)?;
        if let Some(location) = &self.location {
            write!(f, " ({location})")?;
        }
        write!(f, ": {}", self.kind)
    }
}
