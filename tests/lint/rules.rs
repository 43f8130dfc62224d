use pgschema::lint::{RULES, Report};

use crate::examples::{EXAMPLES, Example};

/// What is found of a rule, allowed or not.
fn found(report: &Report, rule: &str) -> Vec<String> {
    let allowed = report.allowed().iter().map(|it| &it.finding);
    let all = report.findings().iter().chain(allowed);
    all.filter(|it| it.rule.name == rule)
        .map(|it| format!("{}: {}", it.object, it.message))
        .collect()
}

/// Runs a test on every example, and fails with all that went wrong.
fn for_each_example(test: impl Fn(&Example) -> Result<(), String>) {
    let wrong: Vec<String> = EXAMPLES
        .iter()
        .filter_map(|it| test(it).err().map(|error| format!("{}: {error}", it.rule)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_rule_finds_its_defect() {
    assert!(RULES.len() >= 100);
    for_each_example(|example| {
        let report = (example.bad)()?.lint();
        match found(&report, example.rule).is_empty() {
            true => Err(format!("not found; but\n{report}")),
            false => Ok(()),
        }
    });
}

#[test]
fn no_rule_finds_what_is_close_to_its_defect() {
    for_each_example(|example| {
        let database = (example.good)()?;
        let found = found(&database.lint(), example.rule);
        // What is allowed for a reason is no defect, but the rule has found it.
        let is_about_allow = example.rule.ends_with("_allow");
        match found.is_empty() || is_about_allow {
            true => Ok(()),
            false => Err(found.join("; ")),
        }
    });
}

#[test]
fn messages_and_reasons_read_as_prose() {
    for rule in RULES {
        for text in [rule.why, rule.fix] {
            assert!(text.ends_with(['.', '`']), "{rule:?}: {text}");
            assert!(
                text.starts_with(|it: char| it.is_uppercase() || it == '`'),
                "{rule:?}: {text}"
            );
        }
        assert!(!rule.title.ends_with('.'), "{rule:?}");
    }
}

#[test]
fn the_example_has_no_finding() {
    for version in pgschema::Version::ALL {
        let report = saas::database(version).unwrap().lint();
        assert!(report.findings().is_empty(), "{report}");
    }
}
