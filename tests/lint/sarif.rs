//! The SARIF log is what the standard says.

use jsonschema::Validator;
use pgschema::Database;
use pgschema::lint::{RULES, SERVER_RULES};
use serde_json::Value;

use crate::small::report;

fn validator() -> Validator {
    let mut schema: Value = serde_json::from_str(include_str!("sarif-2.1.0.json")).unwrap();
    // It has one `]` too many, which makes it no regular expression. No log here has the property.
    for of in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][of]["properties"]["language"];
        language.as_object_mut().unwrap().remove("pattern").unwrap();
    }
    let options = jsonschema::options().should_validate_formats(true);
    options.build(&schema).unwrap()
}

#[track_caller]
fn valid(log: &str) -> Value {
    let validator = validator();
    let log = serde_json::from_str(log).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    log
}

#[test]
fn a_log_is_valid_with_findings_and_without() {
    valid(&report().to_sarif());
    let database = Database::builder().hardened("app").build().unwrap();
    let log = valid(&database.lint().to_sarif());
    assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
}

#[test]
fn the_schema_refuses_what_is_no_log() {
    let wrong = report()
        .to_sarif()
        .replace("\"ruleIndex\"", "\"ruleNumber\"");
    assert!(!validator().is_valid(&serde_json::from_str(&wrong).unwrap()));
}

#[test]
fn every_rule_is_described_and_results_refer_to_theirs() {
    let log = valid(&report().to_sarif());
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len() + SERVER_RULES.len());
    for rule in rules {
        let markdown = rule["help"]["markdown"].as_str().unwrap();
        assert!(!markdown.contains(".md)"), "{markdown}");
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(
        results.len(),
        report().findings().len() + report().allowed().len()
    );
    for result in results {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], result["ruleId"]);
    }
}

#[test]
fn what_is_allowed_is_suppressed_with_its_reason() {
    let log = valid(&report().to_sarif());
    let results = log["runs"][0]["results"].as_array().unwrap();
    let suppressed: Vec<_> = results
        .iter()
        .filter_map(|it| it.get("suppressions"))
        .map(|it| (&it[0]["kind"], it[0]["justification"].as_str().unwrap()))
        .collect();
    assert_eq!(suppressed.len(), report().allowed().len());
    assert!(suppressed.iter().all(|(kind, _)| *kind == "inSource"));
    assert!(suppressed.iter().any(|(_, it)| *it == "its name says it"));
}

#[test]
fn a_result_names_the_object_and_the_line() {
    let mut log = valid(&report().to_sarif());
    let driver = log["runs"][0]["tool"]["driver"].as_object_mut().unwrap();
    driver["rules"].as_array_mut().unwrap().truncate(1);
    driver["semanticVersion"] = "of the crate".into();
    insta::assert_snapshot!("report_sarif", serde_json::to_string_pretty(&log).unwrap());
}
