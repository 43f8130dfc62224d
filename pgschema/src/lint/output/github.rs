//! The report as commands that a workflow of GitHub turns into annotations.

use crate::lint::{Report, Severity};

impl Report {
    /// A line for each finding, which GitHub shows in the pull request beside the struct when a
    /// workflow prints it: `::warning file=…,line=…,title=RLS029 leaky_index::…`. What is allowed has
    /// no line, and a report without findings is empty.
    #[must_use]
    pub fn to_github(&self) -> String {
        let mut text = String::new();
        for finding in &self.findings {
            let rule = finding.rule;
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Information => "notice",
            };
            let mut properties = Vec::new();
            if let Some(place) = &finding.place {
                // Paths of the repository have slashes, on whatever system rustc ran.
                let file = place.file.replace('\\', "/");
                properties.push(format!("file={}", property(&file)));
                properties.push(format!("line={}", place.line));
            }
            let title = format!("{} {}", rule.id, rule.name);
            properties.push(format!("title={}", property(&title)));
            let message = format!("{}: {}\n{}", finding.object, finding.message, finding.fix());
            text.push_str(&format!(
                "::{command} {}::{}\n",
                properties.join(","),
                data(&message)
            ));
        }
        text
    }
}

/// The value after `::`.
fn data(text: &str) -> String {
    // The percent sign first, since the others bring some.
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// The value of a property, which ends at a comma, and all of them at a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::lint::{AllowedFinding, Finding, Object, Place, rule};

    fn finding(severity: Severity, place: Option<Place>) -> Finding {
        Finding {
            rule: rule("leaky_index").unwrap(),
            severity,
            object: Object::Database,
            message: Cow::Borrowed("100%, twice:\r\nso"),
            own_fix: Some("mend it".into()),
            is_on_server: false,
            place,
        }
    }

    #[test]
    fn what_would_end_a_value_is_escaped() {
        let place = Place {
            file: "src\\a,b:c%.rs",
            line: 7,
        };
        let report = Report {
            findings: vec![finding(Severity::Error, Some(place))],
            allowed: Vec::new(),
        };
        assert_eq!(
            report.to_github(),
            "::error file=src/a%2Cb%3Ac%25.rs,line=7,title=RLS029 leaky_index\
             ::the database: 100%25, twice:%0D%0Aso%0Amend it\n"
        );
    }

    #[test]
    fn information_is_a_notice_and_what_is_allowed_is_not_shown() {
        let allowed = AllowedFinding {
            finding: finding(Severity::Error, None),
            reason: "meant".to_owned(),
        };
        let report = Report {
            findings: vec![finding(Severity::Information, None)],
            allowed: vec![allowed],
        };
        let text = report.to_github();
        assert!(
            text.starts_with("::notice title=RLS029 leaky_index::"),
            "{text}"
        );
        assert_eq!(text.lines().count(), 1);
    }
}
