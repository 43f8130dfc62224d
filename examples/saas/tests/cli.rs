//! The command line does what its help says.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use pgschema::{Database, Version};

fn saas(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_saas"));
    command.args(arguments).output().unwrap()
}

/// What the program prints, if all is well.
fn printed(arguments: &[&str]) -> String {
    let output = saas(arguments);
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {complaint}");
    assert_eq!(complaint, "", "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// What the program complains about.
fn refused(arguments: &[&str]) -> String {
    let output = saas(arguments);
    assert_eq!(output.status.code(), Some(2), "{arguments:?}");
    assert_eq!(output.stdout, b"", "{arguments:?}");
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert_eq!(complaint.lines().count(), 1, "{complaint}");
    complaint
}

#[test]
fn the_default_is_sql_for_18() {
    let sql = printed(&[]);
    assert!(sql.starts_with("-- Made by pgschema for PostgreSQL 18."));
    assert_eq!(sql, printed(&["--server-version", "18", "--format", "sql"]));
    assert_eq!(sql, printed(&["-s", "18.4", "-f", "sql"]));
}

#[test]
fn every_version_has_its_ddl() {
    for version in Version::ALL {
        let sql = printed(&["--server-version", &version.to_string()]);
        let head = format!("-- Made by pgschema for PostgreSQL {version}.");
        assert!(sql.starts_with(&head), "{version}");
    }
}

#[test]
fn versions_differ_where_servers_do() {
    let [v14, v15, v18] = ["14", "15", "18"].map(|version| printed(&["-s", version]));
    // 18 makes UUIDs of version 7 by itself.
    assert!(v18.contains("DEFAULT uuidv7()") && !v18.contains("app.uuid_v7"));
    assert!(v15.contains("DEFAULT app.uuid_v7()") && !v15.contains("uuidv7"));
    // 17 has transaction_timeout.
    assert!(v18.contains("SET transaction_timeout") && !v15.contains("transaction_timeout"));
    // 15 has views in which the policies of the caller hold.
    assert!(v15.contains("VIEW app.live_documents") && !v14.contains("live_documents AS"));
    let tables = |sql: &str| sql.matches("CREATE TABLE IF NOT EXISTS ").count();
    assert_eq!(tables(&v14), tables(&v18));
}

#[test]
fn json_reads_back_as_the_database() {
    for version in [Version::V14, Version::V18] {
        let json = printed(&["--format", "json", "--server-version", &version.to_string()]);
        let read = Database::from_json(&json).unwrap();
        assert_eq!(read, saas::database(version).unwrap());
    }
}

#[test]
fn lint_finds_nothing_in_the_application_and_prints_what_it_allows() {
    let report = printed(&["lint"]);
    assert_eq!(report, printed(&["--format", "terminal", "lint"]));
    assert!(report.contains("\nallowed[RLS029]: index app.articles.articles_search_idx: "));
    assert!(report.ends_with(" allowed\n"), "{report}");
    for format in ["json", "sarif"] {
        let json: serde_json::Value =
            serde_json::from_str(&printed(&["lint", "-f", format])).unwrap();
        assert!(json.is_object());
    }
    assert_eq!(printed(&["lint", "-f", "github"]), "");
}

#[test]
fn each_command_has_formats_of_its_own() {
    let complaint = refused(&["lint", "-f", "html"]);
    assert!(complaint.contains("terminal, json, sarif, github"));
    let complaint = refused(&["-f", "sarif"]);
    assert!(complaint.contains("sql, json, access"), "{complaint}");
    refused(&["lint", "lint"]);
}

#[test]
fn each_review_artefact_is_printed() {
    for (format, beginning) in [
        ("access", "# Access matrix\n"),
        ("access-json", "{\n  \"roles\": ["),
        ("mermaid", "erDiagram\n"),
        ("svg", "<svg "),
        ("html", "<!DOCTYPE html>"),
    ] {
        let text = printed(&["--format", format]);
        assert!(text.starts_with(beginning), "{format}");
        assert!(
            text.contains("document_shares") && text.ends_with('\n'),
            "{format}"
        );
    }
}

#[test]
fn the_output_goes_to_a_file() {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("saas.sql");
    let name = path.to_str().unwrap();
    assert_eq!(printed(&["--output", name]), "");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), printed(&[]));
    std::fs::remove_file(&path).unwrap();
}

#[test]
fn a_file_that_cannot_be_written_is_named() {
    let output = saas(&["-o", "/nowhere/at/all.sql"]);
    assert_eq!(output.status.code(), Some(1));
    let complaint = String::from_utf8(output.stderr).unwrap();
    assert!(complaint.contains("/nowhere/at/all.sql"), "{complaint}");
}

#[test]
fn help_names_every_option() {
    let help = printed(&["--help"]);
    for option in [
        "-s, --server-version",
        "-f, --format",
        "-o, --output",
        "-h, --help",
    ] {
        assert!(help.contains(option), "{option}");
    }
    for version in Version::ALL {
        assert!(help.contains(&version.to_string()), "{version}");
    }
    assert_eq!(help, printed(&["-h"]));
}

#[test]
fn what_is_wrong_is_said_in_one_line() {
    assert!(refused(&["--server-version", "13"]).contains("14, 15, 16, 17 and 18"));
    assert!(refused(&["--server-version", "new"]).contains("new"));
    assert!(refused(&["--format", "yaml"]).contains("sql, json, access"));
    assert!(refused(&["--format"]).contains("--format"));
    assert!(refused(&["--verbose"]).contains("--verbose"));
    assert!(refused(&["app.sql"]).contains("app.sql"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_saas"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // The text is larger than the buffer of a pipe, so the program is still writing.
    let mut line = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap())
        .read_line(&mut line)
        .unwrap();
    assert!(line.starts_with("-- Made by pgschema"));
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}
