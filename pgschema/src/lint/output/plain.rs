//! Text without sources and without colour.

use std::fmt;

use super::{headline, how_to_allow, one_line, summary};
use crate::lint::{AllowedFinding, Report};

pub(super) fn write(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for finding in &report.findings {
        let (id, severity) = (finding.rule.id, finding.severity);
        writeln!(f, "{severity}[{id}]: {}", headline(finding))?;
        if let Some(place) = &finding.place {
            writeln!(f, "  --> {place}")?;
        }
        writeln!(f, "  why: {}", one_line(finding.rule.why))?;
        writeln!(f, "  fix: {}", one_line(&finding.fix()))?;
        if let Some(allow) = how_to_allow(finding) {
            writeln!(f, "  allow: {allow}")?;
        }
        writeln!(f)?;
    }
    for AllowedFinding { finding, reason } in &report.allowed {
        writeln!(f, "allowed[{}]: {}", finding.rule.id, headline(finding))?;
        writeln!(f, "  reason: {}\n", one_line(reason))?;
    }
    f.write_str(&summary(report))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::lint::{Finding, Object, Severity, rule};
    use crate::sql::Identifier;

    struct Plain<'a>(&'a Report);

    impl fmt::Display for Plain<'_> {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write(self.0, f)
        }
    }

    #[test]
    fn nothing_found_is_said() {
        assert_eq!(Plain(&Report::default()).to_string(), "nothing found");
    }

    #[test]
    fn each_part_has_a_line() {
        let rule = rule("leaky_index").unwrap();
        let finding = Finding {
            rule,
            severity: Severity::Information,
            object: Object::Role(Identifier::new("app").unwrap()),
            message: Cow::Borrowed("is\n no good"),
            own_fix: Some("mend it".into()),
            is_on_server: false,
            place: None,
        };
        let allowed = AllowedFinding {
            finding: finding.clone(),
            reason: "meant".to_owned(),
        };
        let report = Report {
            findings: vec![finding],
            allowed: vec![allowed],
        };
        let why = one_line(rule.why);
        let expected = format!(
            "information[RLS029]: role app: is no good\n  why: {why}\n  fix: mend it\n  \
             allow: `.allow(\"leaky_index\", \"app\", \"…\")` on the builder of the database\n\n\
             allowed[RLS029]: role app: is no good\n  reason: meant\n\n1 remark, 1 allowed"
        );
        assert_eq!(Plain(&report).to_string(), expected);
    }
}
