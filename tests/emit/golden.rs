//! The files of a real application, and what one change does to them.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use pgschema::{Database, Version};

fn files(database: &Database) -> BTreeMap<String, String> {
    let files = database.object_files(Version::V18).unwrap();
    let count = files.len();
    let files: BTreeMap<_, _> = files
        .iter()
        .map(|file| (file.path().to_owned(), file.sql().to_owned()))
        .collect();
    assert_eq!(files.len(), count, "two objects have one file");
    files
}

fn saas() -> Database {
    saas::database(Version::V18).unwrap()
}

#[test]
fn every_object_has_one_file_with_all_that_is_about_it() {
    let database = saas();
    let files = files(&database);
    for table in database.tables() {
        let path = format!("app/tables/{}.sql", table.name.name());
        let sql = files
            .get(&path)
            .unwrap_or_else(|| panic!("{path} is missing"));
        let parts = [
            (1, "CREATE TABLE "),
            (table.policies.len(), "CREATE POLICY "),
            (table.triggers.len(), "CREATE OR REPLACE TRIGGER "),
        ];
        for (least, statement) in parts {
            assert!(
                sql.matches(statement).count() >= least,
                "{path}: {statement}\n{sql}"
            );
        }
        for name in table.indexes.iter().map(|index| &index.name) {
            assert!(sql.contains(&format!(" {name} ")), "{path}: {name}");
        }
        for name in table.constraints.iter().map(|constraint| &constraint.name) {
            assert!(
                sql.contains(&format!("CONSTRAINT {name} ")),
                "{path}: {name}"
            );
        }
    }
    for (kind, count) in [
        ("views", database.views().len()),
        ("types", database.enums().len() + database.domains().len()),
    ] {
        let place = format!("app/{kind}/");
        let found = files.keys().filter(|path| path.starts_with(&place));
        assert_eq!(found.count(), count, "{kind}");
    }
}

#[test]
fn the_files_together_are_the_whole() {
    for version in Version::ALL {
        let database = saas::database(version).unwrap();
        let mut whole: Vec<String> = database
            .render(version)
            .unwrap()
            .lines()
            .skip(2)
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        let files = database.object_files(version).unwrap();
        let mut parts: Vec<String> = files
            .iter()
            .flat_map(|file| file.sql().lines())
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        whole.sort();
        parts.sort();
        assert_eq!(whole, parts, "{version}");
    }
}

/// The application with a column that may be NULL.
fn changed() -> Database {
    let mut json: serde_json::Value = serde_json::from_str(&saas().to_json()).unwrap();
    let named = |name: &'static str| move |it: &&mut serde_json::Value| it["name"] == name;
    let tables = json["database"]["tables"].as_array_mut().unwrap();
    let table = tables
        .iter_mut()
        .find(|it| it["name"]["name"] == "documents");
    let columns = table.unwrap()["columns"].as_array_mut().unwrap();
    let column = columns.iter_mut().find(named("title")).unwrap();
    column["nullable"] = true.into();
    Database::from_json(&json.to_string()).unwrap()
}

#[test]
fn a_change_of_one_column_is_a_change_of_one_file() {
    let (before, after) = (files(&saas()), files(&changed()));
    let different: Vec<&String> = before
        .iter()
        .filter(|(path, sql)| after.get(*path) != Some(sql))
        .map(|(path, _)| path)
        .collect();
    assert_eq!(different, ["app/tables/documents.sql"]);
    assert_eq!(before.len(), after.len());
}

/// What the test below runs in a process of its own, since the variable is the process's.
#[test]
fn checked_by_another_test() {
    if let Some(directory) = env::var_os(DIRECTORY) {
        let database = if env::var_os(CHANGED).is_some() {
            changed()
        } else {
            saas()
        };
        database.check_golden(directory, Version::V18).unwrap();
    }
}

const DIRECTORY: &str = "PGSCHEMA_TEST_DIRECTORY";
const CHANGED: &str = "PGSCHEMA_TEST_CHANGED";

#[test]
fn files_are_rewritten_when_the_variable_says_so() {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("golden");
    let _ = fs::remove_dir_all(&directory);
    let check = |variables: &[(&str, &str)]| {
        let output = Command::new(env::current_exe().unwrap())
            .args(["--exact", "golden::checked_by_another_test", "--nocapture"])
            .env_remove("PGSCHEMA_UPDATE")
            .env(DIRECTORY, &directory)
            .envs(variables.iter().copied())
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if output.status.success() {
            Ok(())
        } else {
            Err(said)
        }
    };
    let missing = check(&[("PGSCHEMA_UPDATE", "0")]).unwrap_err();
    assert!(
        missing.contains("- app/tables/documents.sql is missing\n"),
        "{missing}"
    );
    assert!(!directory.exists());

    check(&[("PGSCHEMA_UPDATE", "1")]).unwrap();
    check(&[]).unwrap();

    let different = check(&[(CHANGED, "")]).unwrap_err();
    let lines = [
        "golden is not what the structs come to:\n\
         - app/tables/documents.sql differs\n\
         - schema.sql differs\n\n\
         --- app/tables/documents.sql\n\
         +++ what the structs come to\n",
        "\n-  title text NOT NULL,\n+  title text,\n",
        "  PGSCHEMA_UPDATE=1 cargo test -p pgschema-tests",
    ];
    for line in lines {
        assert!(different.contains(line), "{line}\nis not in\n{different}");
    }
    check(&[(CHANGED, ""), ("PGSCHEMA_UPDATE", "1")]).unwrap();
    check(&[(CHANGED, "")]).unwrap();
}

#[test]
fn the_test_of_the_readme_is_that_of_an_example() {
    let example = include_str!("../../examples/build-script/tests/review.rs");
    assert!(example.contains(crate::project::block("#[test]\n")));
}
