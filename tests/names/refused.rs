//! Names that no server takes: refused when the database is built, and never cut off in silence.

use pgschema::model::{Column, Role, Table};
use pgschema::sql::{Identifier, QualifiedName, TextLiteral};
use pgschema::{BuiltinType, Database, Hardening, SnapshotError};
use serde_json::{Value, json};

#[test]
fn a_name_of_64_bytes_is_refused_and_one_of_63_is_not() {
    for (letter, fits, too_many) in [("x", 63, 64), ("é", 31, 32), ("🦀", 15, 16)] {
        assert!(Identifier::new(letter.repeat(fits)).is_ok());
        let message = Identifier::new(letter.repeat(too_many))
            .unwrap_err()
            .to_string();
        assert!(message.contains("64 bytes"), "{message}");
        assert!(QualifiedName::new("app", letter.repeat(too_many)).is_err());
        assert!(QualifiedName::new(letter.repeat(too_many), "app").is_err());
    }
}

#[test]
fn an_empty_name_and_a_zero_byte_are_refused() {
    assert!(
        Identifier::new("")
            .unwrap_err()
            .to_string()
            .contains("empty")
    );
    assert!(
        Identifier::new("a\0b")
            .unwrap_err()
            .to_string()
            .contains("zero byte")
    );
    assert!(
        TextLiteral::new("a\0b")
            .unwrap_err()
            .to_string()
            .contains("zero byte")
    );
}

/// The server keeps these names for itself, whatever quotes are around them.
#[test]
fn a_name_that_belongs_to_the_server_is_refused() {
    for schema in ["pg_app", "pg_catalog", "pg_", "information_schema"] {
        let message = Database::builder()
            .hardened(schema)
            .build()
            .unwrap_err()
            .to_string();
        assert!(message.contains(schema), "{message}");
        let name = QualifiedName::new(schema, "mine").unwrap();
        let mut table = Table::new(name);
        table.columns = vec![Column::new(
            Identifier::new("id").unwrap(),
            BuiltinType::Text.into(),
        )];
        let message = Database::builder()
            .model_table(table)
            .build()
            .unwrap_err()
            .to_string();
        assert!(message.contains(schema), "{message}");
    }
    for role in ["pg_monitor", "public", "none"] {
        let role = Role::new(Identifier::new(role).unwrap());
        let name = role.name.as_str().to_owned();
        let message = Database::builder()
            .role(role)
            .build()
            .unwrap_err()
            .to_string();
        assert!(message.contains(&name), "{message}");
    }
    let prefix = Hardening::new("app").role_prefix("pg_app");
    let message = Database::builder()
        .hardened(prefix)
        .build()
        .unwrap_err()
        .to_string();
    assert!(message.contains("pg_app_owner"), "{message}");
}

#[test]
fn two_columns_that_differ_by_case_are_two() {
    let mut table = Table::new(QualifiedName::new("app", "t").unwrap());
    for name in ["id", "ID", "Id"] {
        let name = Identifier::new(name).unwrap();
        table
            .columns
            .push(Column::new(name, BuiltinType::Text.into()));
    }
    assert!(Database::builder().model_table(table).build().is_ok());
}

#[test]
fn a_column_that_every_table_has_is_refused() {
    for name in ["ctid", "xmin", "xmax", "cmin", "cmax", "tableoid"] {
        let mut table = Table::new(QualifiedName::new("app", "t").unwrap());
        let column = Identifier::new(name).unwrap();
        table.columns = vec![Column::new(column, BuiltinType::Text.into())];
        let built = Database::builder().model_table(table).build();
        let message = built.unwrap_err().to_string();
        assert!(message.contains(&format!("app.t.{name}")), "{message}");
    }
}

#[test]
fn a_label_that_is_too_long_or_there_twice_is_refused() {
    let with_labels = |labels: &[&str]| {
        let database = Database::builder().schema("app").build().unwrap();
        let mut snapshot: Value = serde_json::from_str(&database.to_json()).unwrap();
        let name = json!({ "schema": "app", "name": "mood" });
        snapshot["database"]["enums"] = json!([{ "name": name, "labels": labels }]);
        Database::from_json(&snapshot.to_string())
    };
    let message = |labels: &[&str]| match with_labels(labels) {
        Err(SnapshotError::Invalid(invalid)) => invalid.to_string(),
        other => panic!("{other:?}"),
    };
    assert!(with_labels(&["", "x", "X", &"x".repeat(63)]).is_ok());
    assert!(message(&[&"x".repeat(64)]).contains("64 bytes"));
    assert!(message(&["sad", "happy", "sad"]).contains("the label `sad` is there twice"));
}
