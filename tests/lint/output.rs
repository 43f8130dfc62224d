//! What a report looks like.

use pgschema::lint::{Colour, Severity};

use crate::small::report;

#[test]
fn a_terminal_shows_the_lines_that_findings_are_about() {
    insta::assert_snapshot!("report_terminal", report().to_terminal(Colour::Never));
    assert_eq!(report().to_string(), report().to_terminal(Colour::Never));
}

#[test]
fn colours_change_nothing_but_the_colour() {
    let coloured = report().to_terminal(Colour::Always);
    assert!(coloured.contains("\u{1b}["));
    let mut plain = String::new();
    for (at, part) in coloured.split("\u{1b}[").enumerate() {
        let visible = match at {
            0 => part,
            _ => part.split_once('m').unwrap().1,
        };
        plain.push_str(visible);
    }
    assert_eq!(plain, report().to_terminal(Colour::Never));
}

#[test]
fn a_denied_report_is_the_text_of_the_error() {
    let denied = report().deny(Severity::Warning).unwrap_err();
    assert_eq!(denied.to_string(), report().to_string());
    // Where standard error is no terminal, as in most runs of tests, it is the same.
    assert!(format!("{denied:?}").contains("nullable_boolean"));
    report().deny(Severity::Error).unwrap_err();
}

#[test]
fn json_has_everything() {
    insta::assert_snapshot!("report_json", report().to_json());
}

#[test]
fn github_gets_a_command_for_each_finding() {
    let github = report().to_github();
    assert_eq!(github.lines().count(), report().findings().len());
    insta::assert_snapshot!("report_github", github);
}
