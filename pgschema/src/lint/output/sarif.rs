//! The report as SARIF 2.1.0, for code scanning.

use serde::Serialize;

use super::headline;
use crate::lint::book::{self, Links};
use crate::lint::{Finding, Place, Report, Rule, Severity, all_rules};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What paths of the workspace are relative to; GitHub takes it for the root of the repository.
const ROOT: &str = "%SRCROOT%";

/// The place of what no struct stands for, such as a role: code scanning of GitHub refuses a whole
/// log in which a result has no file.
const NOWHERE: Place = Place {
    file: "Cargo.toml",
    line: 1,
};

/// The names of properties are those of the standard.
#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<ResultObject>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<ReportingDescriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor {
    id: &'static str,
    name: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultObject {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    logical_locations: [LogicalLocation; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Fingerprints {
    /// What a finding is told by when the lines around it change.
    #[serde(rename = "ruleAndObject/v1")]
    rule_and_object: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

impl Report {
    /// The report as a log of [SARIF 2.1.0](https://docs.oasis-open.org/sarif/sarif/v2.1.0/), as code
    /// scanning reads it: with every rule, and what is allowed as suppressed in the source. What has no
    /// struct, such as a role, is shown at `Cargo.toml`, since a result needs a file there.
    #[must_use]
    pub fn to_sarif(&self) -> String {
        let found = self.findings.iter().map(|it| result(it, None));
        let allowed = self.allowed.iter();
        let allowed = allowed.map(|it| result(&it.finding, Some(&it.reason)));
        let log = Log {
            schema: SCHEMA,
            version: "2.1.0",
            runs: [Run {
                tool: Tool {
                    driver: Driver {
                        name: "pgschema",
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        rules: all_rules().map(descriptor).collect(),
                    },
                },
                column_kind: "unicodeCodePoints",
                results: found.chain(allowed).collect(),
            }],
        };
        // There is no map with keys that aren't text, which is what serde_json can't write.
        let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    ReportingDescriptor {
        id: rule.id,
        name: rule.name,
        short_description: Message {
            text: rule.title.to_owned(),
        },
        full_description: Message {
            text: rule.why.to_owned(),
        },
        help: Help {
            text: format!("{}\n\n{}", rule.why, rule.fix),
            // The other pages of the rule book are not beside it.
            markdown: book::page(rule, Links::Without),
        },
        default_configuration: Configuration {
            level: level(rule.severity),
        },
    }
}

fn result(finding: &Finding, reason: Option<&String>) -> ResultObject {
    let rule = finding.rule;
    let index = all_rules().position(|it| it == rule);
    ResultObject {
        rule_id: rule.id,
        rule_index: index.unwrap_or_default(),
        level: level(finding.severity),
        message: Message {
            text: format!("{}. {}", headline(finding), finding.fix()),
        },
        locations: [Location {
            physical_location: physical_location(finding.place.as_ref().unwrap_or(&NOWHERE)),
            logical_locations: [LogicalLocation {
                fully_qualified_name: finding.object.name(),
                kind: finding.object.kind(),
            }],
        }],
        partial_fingerprints: Fingerprints {
            rule_and_object: format!("{} {}", rule.id, finding.object),
        },
        suppressions: reason
            .map(|reason| Suppression {
                kind: "inSource",
                justification: reason.clone(),
            })
            .into_iter()
            .collect(),
    }
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information => "note",
    }
}

fn physical_location(place: &Place) -> PhysicalLocation {
    PhysicalLocation {
        artifact_location: artifact_location(place.file),
        region: Region {
            start_line: place.line.max(1),
        },
    }
}

fn artifact_location(file: &str) -> ArtifactLocation {
    let path = encoded(&file.replace('\\', "/"));
    // `C:/…` of Windows, with its colon encoded.
    let has_drive = path.get(1..5).is_some_and(|it| it == "%3A/");
    let uri = match path.starts_with('/') {
        true => format!("file://{path}"),
        false if has_drive => format!("file:///{}", path.replacen("%3A", ":", 1)),
        false => path,
    };
    ArtifactLocation {
        uri_base_id: (!uri.starts_with("file://")).then_some(ROOT),
        uri,
    }
}

/// A path as part of a URI.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_of_the_workspace_are_relative_and_others_are_whole() {
        for (file, uri, is_relative) in [
            ("src/schema.rs", "src/schema.rs", true),
            ("src\\a b.rs", "src/a%20b.rs", true),
            ("src/ä#.rs", "src/%C3%A4%23.rs", true),
            ("/home/me/lib.rs", "file:///home/me/lib.rs", false),
            ("C:\\me\\lib.rs", "file:///C:/me/lib.rs", false),
        ] {
            let location = artifact_location(file);
            assert_eq!(location.uri, uri);
            assert_eq!(location.uri_base_id.is_some(), is_relative, "{file}");
        }
    }
}
