//! What a report looks like outside: one file for each form.

mod github;
mod json;
#[cfg(any(test, not(feature = "diagnostics")))]
mod plain;
#[cfg(feature = "sarif")]
mod sarif;
#[cfg(feature = "diagnostics")]
mod terminal;

#[cfg(feature = "diagnostics")]
pub use terminal::Colour;

use std::fmt;

use super::{Finding, Part, Report, Severity};
use crate::review::text::visible;

/// The report for people, wherever it goes.
pub(super) fn write(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    #[cfg(feature = "diagnostics")]
    return f.write_str(&report.to_terminal(Colour::Never));
    #[cfg(not(feature = "diagnostics"))]
    return plain::write(report, f);
}

/// The report for whoever runs the program, with colour if it goes to a terminal.
pub(super) fn write_to_user(report: &Report, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    #[cfg(feature = "diagnostics")]
    return f.write_str(&report.to_terminal(Colour::Auto));
    #[cfg(not(feature = "diagnostics"))]
    return plain::write(report, f);
}

/// `1 error, 2 warnings, 3 allowed`.
fn summary(report: &Report) -> String {
    let counts = [
        (report.count(Severity::Error), "error", "errors"),
        (report.count(Severity::Warning), "warning", "warnings"),
        (report.count(Severity::Information), "remark", "remarks"),
        (report.allowed.len(), "allowed", "allowed"),
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

/// Text of several lines as one, with nothing in it that a terminal would obey.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}

/// `index app.documents.documents_tags_idx: what was found`.
fn headline(finding: &Finding) -> String {
    one_line(&format!("{}: {}", finding.object, finding.message))
}

/// What to write to keep what was found, and where; nothing if it can't be kept.
fn how_to_allow(finding: &Finding) -> Option<String> {
    let rule = finding.rule.name;
    // An `allow` that is wrong is put right, not allowed.
    if finding.rule.id.starts_with("ALW") {
        return None;
    }
    let has_struct = finding.object.table().is_some() && finding.place.is_some();
    let text = match finding.object.part() {
        _ if finding.is_on_server => format!(
            "`.allow({rule:?}, {:?}, \"…\")` on the auditor",
            finding.object.name()
        ),
        _ if !has_struct => format!(
            "`.allow({rule:?}, {:?}, \"…\")` on the builder of the database",
            finding.object.name()
        ),
        None => format!("`#[pg(allow({rule}, reason = \"…\"))]` on the struct"),
        Some((Part::Column, _)) => format!("`#[pg(allow({rule}, reason = \"…\"))]` on the field"),
        Some((_, name)) => format!(
            "`#[pg(allow({rule}, on = {:?}, reason = \"…\"))]` on the struct",
            name.as_str()
        ),
    };
    Some(one_line(&text))
}
