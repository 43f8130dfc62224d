//! The snapshot: what is written is read back as it was, and what can't be read is one clear error.

use pgschema::{Database, SnapshotError, Version};
use serde_json::{Value, json};

use crate::everything;

fn snapshot() -> Value {
    serde_json::from_str(&everything::database(Version::V18).to_json()).unwrap()
}

fn read(snapshot: &Value) -> Result<Database, SnapshotError> {
    Database::from_json(&snapshot.to_string())
}

#[test]
fn a_snapshot_is_read_back_to_an_equal_database_and_equal_bytes() {
    for version in Version::ALL {
        let database = everything::database(version);
        let json = database.to_json();
        let again = Database::from_json(&json).unwrap();
        assert_eq!(again, database);
        assert_eq!(again.to_json(), json);
        assert_eq!(
            again.render(version).unwrap(),
            database.render(version).unwrap()
        );
    }
}

#[test]
fn a_snapshot_with_its_lists_in_another_order_is_the_same_database() {
    let mut shuffled = snapshot();
    for list in ["tables", "roles", "functions", "views"] {
        let list = shuffled["database"][list].as_array_mut().unwrap();
        list.reverse();
    }
    let people = shuffled["database"]["tables"].as_array_mut().unwrap();
    for table in people {
        for list in [
            "constraints",
            "indexes",
            "policies",
            "grants",
            "triggers",
            "partitions",
        ] {
            if let Some(list) = table.get_mut(list).and_then(Value::as_array_mut) {
                list.reverse();
            }
        }
    }
    let expected = everything::database(Version::V18);
    assert_eq!(read(&shuffled).unwrap().to_json(), expected.to_json());
}

#[test]
fn what_is_no_snapshot_is_an_error() {
    let whole = snapshot().to_string();
    let cut = &whole[..whole.len() / 2];
    for text in [
        "",
        "null",
        "{}",
        "[]",
        "not json",
        "{\"format\": \"1\"}",
        "{\"format\": -1}",
        cut,
    ] {
        match Database::from_json(text) {
            Err(error @ SnapshotError::Unreadable(_)) => {
                let message = error.to_string();
                assert!(
                    message.starts_with("the snapshot can't be read: "),
                    "{message}"
                );
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn an_unknown_format_is_an_error_that_names_it() {
    let mut later = snapshot();
    later["format"] = json!(2);
    // What a later format has is not looked at.
    later["database"] = json!("something else");
    let error = read(&later).unwrap_err();
    assert!(
        matches!(error, SnapshotError::UnknownFormat { found: 2 }),
        "{error:?}"
    );
    assert!(error.to_string().contains("format 2"), "{error}");
}

#[test]
fn an_unknown_version_is_an_error_that_names_it() {
    let mut later = snapshot();
    later["database"]["functions"][0]["before"] = json!(19);
    let message = read(&later).unwrap_err().to_string();
    assert!(
        message.contains("\"19\" is no supported version"),
        "{message}"
    );
}

#[test]
fn an_unknown_field_is_an_error_that_names_it() {
    let mut unknown = snapshot();
    unknown["database"]["tables"][0]["row_sekurity"] = json!("forced");
    let message = read(&unknown).unwrap_err().to_string();
    assert!(message.contains("row_sekurity"), "{message}");
}

#[test]
fn sql_in_a_snapshot_is_looked_at_again() {
    let attack = "true); DROP TABLE app.people; --";
    for (pointer, value) in [
        (
            "/database/functions/0/body",
            json!({ "return": { "sql": attack } }),
        ),
        (
            "/database/functions/0/body",
            json!({ "plpgsql": "BEGIN RETURN '" }),
        ),
        (
            "/database/views/0/query",
            json!("SELECT 1; DROP TABLE app.people"),
        ),
        (
            "/database/tables/0/columns/0/data_type",
            json!({ "text": "text, x int" }),
        ),
        (
            "/database/tables/0/columns/0/default",
            json!({ "sql": attack }),
        ),
        ("/database/tables/0/columns/0/name", json!("x".repeat(64))),
        ("/database/tables/0/columns/0/name", json!("")),
        ("/database/tables/0/columns/0/comment", json!("a\0b")),
        (
            "/database/roles/0/settings",
            json!([{ "parameter": "a = b; c", "value": { "integer": 1 } }]),
        ),
    ] {
        let mut forged = snapshot();
        match forged.pointer_mut(pointer) {
            Some(place) => *place = value,
            None => {
                let (parent, key) = pointer.rsplit_once('/').unwrap();
                forged.pointer_mut(parent).unwrap()[key] = value;
            }
        }
        match read(&forged) {
            Err(SnapshotError::Unreadable(_)) => {}
            other => panic!("{pointer}: {other:?}"),
        }
    }
}

#[test]
fn a_snapshot_of_a_database_that_cannot_be_is_an_error_with_every_problem() {
    let mut broken = snapshot();
    let tables = broken["database"]["tables"].as_array_mut().unwrap();
    let companies = tables
        .iter()
        .position(|it| it["name"]["name"] == "companies")
        .unwrap();
    tables.remove(companies);
    let twice = tables[0].clone();
    tables.push(twice);
    match read(&broken) {
        Err(SnapshotError::Invalid(invalid)) => {
            let message = invalid.to_string();
            assert!(
                message.contains("app.companies, which is not in the database"),
                "{message}"
            );
            assert!(message.contains("is there twice"), "{message}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_hardened_snapshot_that_was_opened_by_hand_is_refused() {
    let database = pgschema::Database::builder().hardened("app");
    let mut table = crate::order::table("a", &[]);
    table.row_security = pgschema::model::RowSecurity::Forced;
    let json = database.model_table(table).build().unwrap().to_json();
    let mut value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let tables = value["database"]["tables"].as_array_mut().unwrap();
    assert!(
        tables[0]
            .as_object_mut()
            .unwrap()
            .remove("row_security")
            .is_some()
    );
    let memberships = value["database"]["memberships"].as_array_mut().unwrap();
    memberships.push(serde_json::json!({ "role": "app_owner", "member": "app_runtime" }));
    let error = pgschema::Database::from_json(&value.to_string()).unwrap_err();
    let message = error.to_string();
    for text in [
        "row-level security",
        "app_runtime: it would be a member of `app_owner`",
    ] {
        assert!(message.contains(text), "{text:?} is not in: {message}");
    }
}
