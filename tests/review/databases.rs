//! Databases that are read as reviewers read them, some of them changed by hand.

use std::sync::LazyLock;

use pgschema::{Database, Version};
use serde_json::{Value, json};

pub(crate) fn saas() -> Database {
    static SAAS: LazyLock<Database> = LazyLock::new(|| saas::database(Version::V18).unwrap());
    SAAS.clone()
}

/// A database after a change of its snapshot.
pub(crate) fn changed(database: &Database, change: impl FnOnce(&mut Value)) -> Database {
    let mut snapshot: Value = serde_json::from_str(&database.to_json()).unwrap();
    change(&mut snapshot["database"]);
    Database::from_json(&snapshot.to_string()).unwrap()
}

/// The table of a name in a snapshot.
pub(crate) fn table<'a>(database: &'a mut Value, name: &str) -> &'a mut Value {
    let tables = database["tables"].as_array_mut().unwrap();
    let named = |table: &&mut Value| table["name"]["name"] == name;
    tables.iter_mut().find(named).unwrap()
}

/// The lines that only one of two texts has: those that went and those that came.
pub(crate) fn difference(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let missing = |from: &str, text: &str| {
        let lines = text
            .lines()
            .filter(|line| !from.lines().any(|other| other == *line));
        lines.map(str::to_owned).collect()
    };
    (missing(after, before), missing(before, after))
}

/// Any name that PostgreSQL takes, those that mean something in a text among them.
pub(crate) const NAMES: &str = "[a-z]{1,5}|[<>&\"'`{}|\\\\/;#%\\]\\[\u{1}-\u{1f}\u{7f}-\u{9f}\u{202e}\u{fffe}é語🐢 ]{1,12}|</(title|style|script|svg)>|<!--|-->|]]>|&amp;";

/// A database in which names, comments and texts are what somebody else chose.
pub(crate) fn named(names: &[String]) -> Database {
    let [table_name, column, text] = names else {
        panic!("there are three names");
    };
    changed(&saas(), |database| {
        // Nothing else refers to this table.
        let table = table(database, "exchange_rates");
        table["name"]["name"] = json!(table_name);
        table["comment"] = json!(text);
        table["rust"] = json!(text);
        // A reason of nothing but white space is refused.
        table["exceptions"][0]["reason"] = json!(format!("because {text}"));
        let columns = table["columns"].as_array_mut().unwrap();
        columns.push(json!({
            "name": format!("{column}_"),
            "data_type": {"named": {"name": {"schema": text, "name": column}}},
            "default": {"literal": {"text": text}},
            "comment": text,
        }));
    })
}

/// A database of a thousand tables, each of which refers to others.
pub(crate) fn thousand() -> Database {
    static THOUSAND: LazyLock<Database> = LazyLock::new(make_thousand);
    THOUSAND.clone()
}

fn make_thousand() -> Database {
    let tables = (0..1000_usize).map(|number| {
        let mut constraints = vec![json!({
            "name": format!("key_{number}"), "kind": {"primary_key": {"columns": ["id"]}},
        })];
        let mut columns = vec![json!({"name": "id", "data_type": {"builtin": "bigint"}})];
        let others = [
            number / 2,
            number.saturating_sub(number % 7 + 1),
            number % 3,
        ];
        for (key, other) in others.into_iter().enumerate() {
            let column = format!("other_{key}");
            columns.push(json!({"name": column, "data_type": {"builtin": "bigint"}}));
            constraints.push(json!({
                "name": format!("fkey_{number}_{key}"),
                "kind": {"foreign_key": {
                    "columns": [column],
                    "references": {"schema": "public", "name": format!("table_{other:04}")},
                    "referenced_columns": ["id"],
                }},
            }));
        }
        for text in 0..8 {
            columns.push(json!({
                "name": format!("text_{text}"), "data_type": {"builtin": "text"}, "nullable": true,
            }));
        }
        json!({
            "name": {"schema": "public", "name": format!("table_{number:04}")},
            "comment": "One of many.",
            "columns": columns,
            "constraints": constraints,
            "grants": [{"role": "public", "privileges": [{"privilege": "select"}]}],
        })
    });
    let tables: Vec<Value> = tables.collect();
    let empty = Database::builder().build().unwrap();
    changed(&empty, |database| database["tables"] = tables.into())
}
