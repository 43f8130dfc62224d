//! What the command line says of a server that has the schema.

#![cfg(unix)]

use std::process::{Command, Output};

use pgschema::Version;
use pgschema::verify::Server;

const VERSION: Version = Version::V18;

#[test]
fn each_command_reports_and_exits_with_what_it_found() {
    let installed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/postgresql");
    let builder = Server::builder(VERSION).installations(installed);
    let server = builder.start().unwrap_or_else(|error| panic!("{error}"));
    server.create_database("app").unwrap();
    let mut client = server.client("app").unwrap();
    let sql = saas::database(VERSION).unwrap().render(VERSION).unwrap();
    client.batch_execute(&sql).unwrap();
    client.batch_execute("RESET ROLE").unwrap();
    let url = server.connection_string("postgres", "app");
    let run = |command: &str, format: &str| -> Output {
        let mut saas = Command::new(env!("CARGO_BIN_EXE_saas"));
        saas.args([command, "--database-url", &url, "--format", format]);
        saas.output().unwrap()
    };
    let text = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();

    for (command, says) in [
        ("prove", "0 broken, 0 not proven"),
        ("compare", ""),
        ("privileges", ""),
    ] {
        let output = run(command, "terminal");
        assert_eq!(
            output.status.code(),
            Some(0),
            "{command}: {}",
            text(&output)
        );
        assert!(text(&output).contains(says), "{}", text(&output));
        assert!(text(&run(command, "json")).starts_with("{\n  \"format\": 1"));
    }
    // The server of a test has no TLS, and loses its data on purpose.
    let audit = run("audit", "terminal");
    assert_eq!(audit.status.code(), Some(1));
    assert!(text(&audit).contains("OPS002"), "{}", text(&audit));
    assert!(text(&run("audit", "sarif")).contains("2.1.0"));

    client
        .batch_execute("CREATE POLICY more ON app.documents FOR SELECT TO app_runtime USING (true)")
        .unwrap();
    for (command, says) in [("prove", "app.documents"), ("compare", "more")] {
        let output = run(command, "terminal");
        assert_eq!(
            output.status.code(),
            Some(1),
            "{command}: {}",
            text(&output)
        );
        assert!(text(&output).contains(says), "{}", text(&output));
    }
}

#[test]
fn a_command_without_a_database_says_what_is_missing() {
    let mut saas = Command::new(env!("CARGO_BIN_EXE_saas"));
    let output = saas.arg("prove").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(complaint.contains("--database-url"), "{complaint}");
}
