use std::fmt;

use serde::Serialize;

use crate::Version;
use crate::lint::{AllowedFinding, Finding, Report, Rule};

/// What an audit found.
#[derive(Clone, Debug)]
#[must_use]
pub struct Audit {
    pub(super) report: Report,
    pub(super) skipped: Vec<SkippedRule>,
    pub(super) runtime_roles: Vec<String>,
    pub(super) tenant_columns: Vec<String>,
    pub(super) are_roles_assumed: bool,
    pub(super) are_columns_assumed: bool,
    pub(super) version: Version,
}

/// A rule that has no answer, which is not to say that there is nothing to find.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SkippedRule {
    /// The rule.
    pub rule: &'static Rule,
    /// Why there is none.
    pub reason: String,
}

impl Audit {
    /// What was found, as a lint reports it: for people, as JSON, SARIF and annotations.
    #[must_use]
    pub const fn report(&self) -> &Report {
        &self.report
    }

    /// What was found and nobody allowed.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        self.report.findings()
    }

    /// What was found and somebody allowed.
    #[must_use]
    pub fn allowed(&self) -> &[AllowedFinding] {
        self.report.allowed()
    }

    /// The rules that have no answer.
    #[must_use]
    pub fn skipped(&self) -> &[SkippedRule] {
        &self.skipped
    }

    /// The roles that were taken for those under which programs and people come.
    #[must_use]
    pub fn runtime_roles(&self) -> &[String] {
        &self.runtime_roles
    }

    /// The columns that were taken for those that say whose a row is.
    #[must_use]
    pub fn tenant_columns(&self) -> &[String] {
        &self.tenant_columns
    }

    /// The version of the server.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// The [report](Report::to_json) as JSON, with `server`: `version`, `runtime_roles`,
    /// `tenant_columns`, and `skipped`, each of which has `rule` and `reason`.
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Server<'a> {
            version: Version,
            runtime_roles: &'a [String],
            tenant_columns: &'a [String],
            skipped: Vec<Skipped<'a>>,
        }
        #[derive(Serialize)]
        struct Skipped<'a> {
            rule: &'static str,
            reason: &'a str,
        }
        let skipped = self.skipped.iter().map(|it| Skipped {
            rule: it.rule.name,
            reason: &it.reason,
        });
        let server = Server {
            version: self.version,
            runtime_roles: &self.runtime_roles,
            tenant_columns: &self.tenant_columns,
            skipped: skipped.collect(),
        };
        self.report.to_json_with("server", &server)
    }
}

/// The report for people, what was assumed, and what wasn't looked at.
impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}\n", self.report)?;
        for (what, names, is_assumed) in [
            ("runtime roles", &self.runtime_roles, self.are_roles_assumed),
            (
                "tenant columns",
                &self.tenant_columns,
                self.are_columns_assumed,
            ),
        ] {
            let names = match names.is_empty() {
                true => "none".to_owned(),
                false => names.join(", "),
            };
            let assumed = if is_assumed { " (assumed)" } else { "" };
            writeln!(f, "{what}{assumed}: {names}")?;
        }
        for SkippedRule { rule, reason } in &self.skipped {
            writeln!(f, "not looked at: {} {}: {reason}", rule.id, rule.name)?;
        }
        Ok(())
    }
}
