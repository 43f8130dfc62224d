use std::fmt;

use super::{AllowedFinding, Finding, Severity, output};

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
    #[cfg(feature = "postgres")]
    pub(crate) const fn of_server(findings: Vec<Finding>, allowed: Vec<AllowedFinding>) -> Self {
        Self { findings, allowed }
    }

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
/// `Debug` writes the report as `Display` does, since it is what one reads when `main` or a test
/// returns the error; with colour, if it goes to a terminal.
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
        output::write_to_user(&self.report, f)
    }
}

impl fmt::Display for DeniedLints {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.report, f)
    }
}

/// The report for people, without colour.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        output::write(self, f)
    }
}
