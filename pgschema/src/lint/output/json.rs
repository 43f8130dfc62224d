//! The report as JSON, for other programs.

use std::borrow::Cow;

use serde::Serialize;

use crate::lint::{Finding, Report, Severity};

/// The form of the document: another number means that readers must be changed.
const FORMAT: u32 = 1;

#[derive(Serialize)]
struct Written<'a> {
    format: u32,
    summary: Summary,
    findings: Vec<WrittenFinding<'a>>,
    allowed: Vec<WrittenFinding<'a>>,
}

#[derive(Serialize)]
struct Summary {
    errors: usize,
    warnings: usize,
    information: usize,
    allowed: usize,
}

#[derive(Serialize)]
struct WrittenFinding<'a> {
    rule: WrittenRule,
    severity: Severity,
    object: WrittenObject,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    why: &'static str,
    fix: Cow<'a, str>,
    file: Option<&'static str>,
    line: Option<u32>,
}

#[derive(Serialize)]
struct WrittenRule {
    id: &'static str,
    name: &'static str,
}

#[derive(Serialize)]
struct WrittenObject {
    kind: &'static str,
    name: String,
}

impl<'a> WrittenFinding<'a> {
    fn new(finding: &'a Finding, reason: Option<&'a str>) -> Self {
        let place = finding.place.as_ref();
        Self {
            rule: WrittenRule {
                id: finding.rule.id,
                name: finding.rule.name,
            },
            severity: finding.severity,
            object: WrittenObject {
                kind: finding.object.kind(),
                name: finding.object.name(),
            },
            message: &finding.message,
            reason,
            why: finding.rule.why,
            fix: finding.fix(),
            file: place.map(|it| it.file),
            line: place.map(|it| it.line),
        }
    }
}

impl Report {
    /// The report as a JSON document.
    ///
    /// `format` is 1. Keys may be added to this form; when one changes its meaning or goes, the form
    /// has another number. `summary` counts `errors`, `warnings`, `information` and `allowed`. Each
    /// of `findings` has
    ///
    /// | key | value |
    /// |---|---|
    /// | `rule` | `id`, which never changes, and `name` |
    /// | `severity` | `error`, `warning` or `information` |
    /// | `object` | `kind` in PostgreSQL's words and `name`, as `allow` takes it |
    /// | `message` | what was found |
    /// | `why`, `fix` | why that matters, and what to do |
    /// | `file`, `line` | where it stands in the program, or `null` |
    ///
    /// Each of `allowed` has `reason` besides. The order is that of [`findings`](Self::findings).
    ///
    /// ```
    /// use pgschema::Database;
    ///
    /// let database = Database::builder().hardened("app").build()?;
    /// let json: serde_json::Value = serde_json::from_str(&database.lint().to_json()).unwrap();
    /// assert_eq!(json["format"], 1);
    /// assert_eq!(json["summary"]["warnings"], 0);
    /// # Ok::<(), pgschema::InvalidDatabase>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        write(&self.written())
    }

    /// The same with one more key.
    #[cfg(feature = "postgres")]
    pub(crate) fn to_json_with(&self, key: &str, value: &impl Serialize) -> String {
        let mut document = serde_json::to_value(self.written()).unwrap_or_default();
        document[key] = serde_json::to_value(value).unwrap_or_default();
        write(&document)
    }

    fn written(&self) -> Written<'_> {
        let findings = self.findings.iter();
        let allowed = self.allowed.iter();
        Written {
            format: FORMAT,
            summary: Summary {
                errors: self.count(Severity::Error),
                warnings: self.count(Severity::Warning),
                information: self.count(Severity::Information),
                allowed: self.allowed.len(),
            },
            findings: findings.map(|it| WrittenFinding::new(it, None)).collect(),
            allowed: allowed
                .map(|it| WrittenFinding::new(&it.finding, Some(&it.reason)))
                .collect(),
        }
    }
}

/// There is no map with keys that aren't text, which is what serde_json can't write.
fn write(document: &impl Serialize) -> String {
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
