use std::fmt;

use super::{AllowedFinding, Finding, Severity};

/// What [`Database::lint`](crate::Database::lint) found.
///
/// Findings are in the order of the objects that they are about: the database, its roles, extensions and
/// functions, then table by table, and views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub(super) findings: Vec<Finding>,
    pub(super) allowed: Vec<AllowedFinding>,
}

impl Report {
    /// What was found and nobody allowed.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// What was found and somebody allowed, with the reason.
    #[must_use]
    pub fn allowed(&self) -> &[AllowedFinding] {
        &self.allowed
    }

    /// How many findings are of a severity.
    #[must_use]
    pub fn count(&self, severity: Severity) -> usize {
        let of_it = self.findings.iter().filter(|it| it.severity == severity);
        of_it.count()
    }

    /// The report, if nothing in it is as bad as `severity`.
    ///
    /// # Errors
    ///
    /// If something is; the error has the report, and is shown as the report.
    pub fn deny(self, severity: Severity) -> Result<Self, DeniedLints> {
        if self.findings.iter().any(|it| it.severity >= severity) {
            return Err(DeniedLints { report: self });
        }
        Ok(self)
    }
}

/// Findings that are not to be.
///
/// `Debug` writes the same text as `Display`, the report: it is what one reads when `main` or a test
/// returns the error.
#[derive(Clone, PartialEq, Eq)]
pub struct DeniedLints {
    report: Report,
}

impl DeniedLints {
    /// The report.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }
}

impl std::error::Error for DeniedLints {}

impl fmt::Debug for DeniedLints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for DeniedLints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.report, f)
    }
}

/// The report as plain text.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for finding in &self.findings {
            let (rule, severity) = (finding.rule, finding.severity);
            writeln!(
                f,
                "{severity}[{}]: {}: {}",
                rule.id, finding.object, finding.message
            )?;
            if let Some(place) = &finding.place {
                writeln!(f, "  at {place}")?;
            }
            writeln!(f, "  why: {}", one_line(rule.why))?;
            writeln!(f, "  fix: {}", one_line(&finding.fix()))?;
            writeln!(f, "  or: `allow({}, reason = \"…\")`\n", rule.name)?;
        }
        for AllowedFinding { finding, reason } in &self.allowed {
            let id = finding.rule.id;
            writeln!(f, "allowed[{id}]: {}: {}", finding.object, finding.message)?;
            writeln!(f, "  reason: {}\n", one_line(reason))?;
        }
        write!(f, "{}", self.summary())
    }
}

impl Report {
    /// `1 error, 2 warnings, 3 allowed`.
    pub(super) fn summary(&self) -> String {
        let counts = [
            (self.count(Severity::Error), "error", "errors"),
            (self.count(Severity::Warning), "warning", "warnings"),
            (self.count(Severity::Information), "remark", "remarks"),
            (self.allowed.len(), "allowed", "allowed"),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
            .collect();
        match counts.is_empty() {
            true => "nothing found".to_owned(),
            false => counts.join(", "),
        }
    }
}

/// Text of several lines as one.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}
