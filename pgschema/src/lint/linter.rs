use std::collections::BTreeMap;

use pgschema_syntax::rules;

use super::allow;
use super::dispatch::Dispatch;
use super::{Report, Rule, Severity, rule};
use crate::model::Database;

/// There is no rule of that name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule `{name}`{}", match .nearest {
    Some(nearest) => format!("; did you mean `{nearest}`?"),
    None => String::new(),
})]
pub struct UnknownRule {
    /// The name that was given.
    pub name: String,
    /// The rule that was meant, perhaps.
    pub nearest: Option<&'static str>,
}

/// Looks for what is unwise in a database, with severities of the team's own.
///
/// ```
/// use pgschema::lint::{Linter, Severity};
/// use pgschema::Database;
///
/// let linter = Linter::new()
///     .severity("no_comment", Severity::Warning)?
///     .without("native_enum", "the team knows how to change them")?;
/// let database = Database::builder().hardened("app").build()?;
/// assert!(linter.lint(&database).findings().is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Linter {
    severities: BTreeMap<&'static str, Severity>,
    without: BTreeMap<&'static str, String>,
}

impl Linter {
    /// Every rule, each with its own severity.
    pub const fn new() -> Self {
        Self {
            severities: BTreeMap::new(),
            without: BTreeMap::new(),
        }
    }

    /// Takes a rule more or less seriously than it takes itself.
    ///
    /// # Errors
    ///
    /// If there is no rule of that name.
    pub fn severity(mut self, name: &str, severity: Severity) -> Result<Self, UnknownRule> {
        let rule = known(name)?;
        self.severities.insert(rule.name, severity);
        Ok(self)
    }

    /// Allows all that a rule finds, wherever that is. What it finds stands in the report, with the
    /// reason, beside what attributes allow.
    ///
    /// # Errors
    ///
    /// If there is no rule of that name.
    pub fn without(mut self, name: &str, reason: impl Into<String>) -> Result<Self, UnknownRule> {
        let rule = known(name)?;
        self.without.insert(rule.name, reason.into());
        Ok(self)
    }

    /// Looks at a database.
    #[must_use]
    pub fn lint(&self, database: &Database) -> Report {
        let severity = |rule: &'static Rule| {
            let severity = self.severities.get(rule.name);
            severity.copied().unwrap_or(rule.severity)
        };
        let findings = Dispatch::new(severity).run(database);
        allow::report(database, findings, &self.without, severity)
    }
}

#[cfg(feature = "postgres")]
impl Linter {
    /// How bad a finding of the rule is.
    pub(crate) fn severity_of(&self, rule: &Rule) -> Severity {
        let severity = self.severities.get(rule.name);
        severity.copied().unwrap_or(rule.severity)
    }

    /// Why nobody has to follow the rule, if so.
    pub(crate) fn reason_against(&self, rule: &Rule) -> Option<String> {
        self.without.get(rule.name).cloned()
    }

    pub(crate) fn known(name: &str) -> Result<&'static Rule, UnknownRule> {
        known(name)
    }
}

fn known(name: &str) -> Result<&'static Rule, UnknownRule> {
    rule(name).ok_or_else(|| UnknownRule {
        name: name.to_owned(),
        nearest: rules::nearest(name),
    })
}
