use std::borrow::Cow;

use super::{Object, Rule, Severity};
use crate::model::Place;

/// One thing that a rule found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is: what the rule says, or the [`Linter`](super::Linter).
    pub severity: Severity,
    /// What it is about.
    pub object: Object,
    /// What was found.
    pub message: Cow<'static, str>,
    /// Where the struct or the attribute stands, where the derive knows.
    pub place: Option<Place>,
    /// What to do, where that is more than the rule says.
    pub(super) own_fix: Option<Box<str>>,
    /// Whether it was found on a server.
    pub(super) is_on_server: bool,
}

#[cfg(feature = "postgres")]
impl Finding {
    /// What the query of a rule found.
    pub(crate) fn on_server(
        rule: &'static Rule,
        severity: Severity,
        object: Object,
        message: String,
    ) -> Self {
        Self {
            rule,
            severity,
            object,
            message: Cow::Owned(message),
            place: None,
            own_fix: None,
            is_on_server: true,
        }
    }
}

#[cfg(feature = "postgres")]
impl AllowedFinding {
    pub(crate) const fn new(finding: Finding, reason: String) -> Self {
        Self { finding, reason }
    }
}

impl Finding {
    /// What to do, as text to paste where that can be said.
    #[must_use]
    pub fn fix(&self) -> Cow<'_, str> {
        match &self.own_fix {
            Some(fix) => Cow::Borrowed(fix),
            None => Cow::Borrowed(self.rule.fix),
        }
    }
}

/// A finding that somebody allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AllowedFinding {
    /// The finding.
    pub finding: Finding,
    /// Why it is allowed.
    pub reason: String,
}
