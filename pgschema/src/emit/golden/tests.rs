use std::fs;
use std::path::PathBuf;

use super::*;
use crate::model::Table;
use crate::sql::QualifiedName;

/// A directory of the test's own, gone when it ends.
struct Directory(PathBuf);

impl Directory {
    fn new(test: &str) -> Self {
        let name = format!("pgschema-golden-{}-{test}", std::process::id());
        Self(env::temp_dir().join(name))
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.0.join(path)).unwrap()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.0.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn has(&self, path: &str) -> bool {
        self.0.join(path).exists()
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn files(tables: &[&str]) -> BTreeMap<String, String> {
    let mut database = Database::builder().schema("app").build().unwrap();
    for table in tables {
        let name = QualifiedName::new("app", table).unwrap();
        database.tables.push(Table::new(name));
    }
    expected(&database, Version::V18).unwrap()
}

fn differences(directory: &Directory, expected: &BTreeMap<String, String>) -> Vec<Difference> {
    match compare(&directory.0, expected) {
        Ok(()) => Vec::new(),
        Err(GoldenError::Differs { differences, .. }) => differences,
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn what_was_written_is_what_is_expected() {
    let directory = Directory::new("written");
    let expected = files(&["notes", "Notes"]);
    let missing = differences(&directory, &expected);
    assert_eq!(missing.len(), expected.len());
    update(&directory.0, &expected).unwrap();
    assert_eq!(differences(&directory, &expected), []);
    let table = directory.read("app/tables/notes.sql");
    assert!(
        table.starts_with(HEAD) && table.contains("CREATE TABLE"),
        "{table}"
    );
}

#[test]
fn each_kind_of_difference_is_named() {
    let directory = Directory::new("kinds");
    update(&directory.0, &files(&["gone", "kept"])).unwrap();
    let table = directory.read("app/tables/kept.sql");
    directory.write("app/tables/kept.sql", &table.replace("TABLE", "TUBLE"));
    let expected = files(&["kept", "new"]);
    let error = compare(&directory.0, &expected).unwrap_err().to_string();
    for line in [
        "- app/tables/gone.sql is of nothing that is there\n",
        "- app/tables/kept.sql differs\n",
        "- app/tables/new.sql is missing\n",
        "- schema.sql differs\n",
        "\n--- app/tables/kept.sql\n+++ what the structs come to\n@@ ",
        "\n-CREATE TUBLE",
        "\n+CREATE TABLE",
        "  PGSCHEMA_UPDATE=1 cargo test",
    ] {
        assert!(error.contains(line), "{line}\nis not in\n{error}");
    }
    assert!(!error.contains("--- schema.sql"), "{error}");
}

#[test]
fn the_whole_is_shown_where_no_part_differs() {
    let directory = Directory::new("whole");
    let expected = files(&["notes"]);
    update(&directory.0, &expected).unwrap();
    let whole = directory.read(WHOLE);
    directory.write(WHOLE, &whole.replace("CREATE", "MAKE"));
    let error = compare(&directory.0, &expected).unwrap_err().to_string();
    assert!(error.contains("\n-MAKE TABLE"), "{error}");
}

#[test]
fn an_update_removes_what_it_made_and_nothing_else() {
    let directory = Directory::new("owned");
    directory.write("seed.sql", "SELECT 1;\n");
    directory.write("old/tables/mine.sql", "-- Mine\n");
    directory.write("README.md", "-- Made by pgschema\n");
    let mut before = files(&["gone"]);
    before.insert("old/views/gone.sql".to_owned(), HEAD.to_owned());
    before.insert("older/views/gone.sql".to_owned(), HEAD.to_owned());
    update(&directory.0, &before).unwrap();
    update(&directory.0, &files(&[])).unwrap();
    assert_eq!(differences(&directory, &files(&[])), []);
    assert!(!directory.has("app") && !directory.has("old/views") && !directory.has("older"));
    for path in ["seed.sql", "old/tables/mine.sql", "README.md"] {
        assert!(directory.has(path), "{path}");
    }
}

#[test]
fn a_file_of_somebody_else_is_not_overwritten() {
    let directory = Directory::new("foreign");
    directory.write("app/tables/notes.sql", "-- Mine\n");
    let expected = files(&["notes"]);
    for result in [
        compare(&directory.0, &expected),
        update(&directory.0, &expected),
    ] {
        let error = result.unwrap_err().to_string();
        assert!(
            error.contains("notes.sql is not a file of pgschema"),
            "{error}"
        );
    }
    assert_eq!(directory.read("app/tables/notes.sql"), "-- Mine\n");
    assert!(!directory.has(WHOLE));
}

#[test]
fn ends_of_lines_do_not_matter() {
    let directory = Directory::new("lines");
    let expected = files(&["notes"]);
    for (path, text) in &expected {
        directory.write(path, &text.replace('\n', "\r\n"));
    }
    assert_eq!(differences(&directory, &expected), []);
    update(&directory.0, &expected).unwrap();
    assert!(directory.read(WHOLE).contains("\r\n"));
}

#[test]
fn a_directory_that_cannot_be_made_is_named() {
    let directory = Directory::new("blocked");
    directory.write("app", "a file");
    let error = update(&directory.0, &files(&["notes"]))
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("tables") && error.contains("can't be written"),
        "{error}"
    );
}

#[test]
fn a_test_that_returns_the_error_shows_its_text() {
    let invalid = Database::builder().hardened("").build().unwrap_err();
    let text = format!("the schema can't be: {invalid}");
    assert_eq!(format!("{:?}", GoldenError::from(invalid)), text);
}
