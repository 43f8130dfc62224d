//! Names that have gone wrong somewhere: keywords, capitals, quotes, what format() and dollar
//! quotes read, and all that is not ASCII.

use pgschema::Version;
use pgschema_test_support::apply;

use crate::catalog::differences;
use crate::schema::{DEFAULTS, Words, database};
use crate::servers::for_each_database;

/// Names that the server takes.
pub(crate) const NAMES: [&str; 44] = [
    "select",
    "user",
    "table",
    "current_user",
    "public",
    "none",
    "end",
    "array",
    "Order",
    "MixedCase",
    "with space",
    " leading and trailing ",
    "quote\"d",
    "\"",
    "\"\"",
    "single'quote",
    "''",
    "back\\slash",
    "\\",
    "\\'",
    "dollar$sign",
    "$",
    "$$",
    "$body0$",
    "$body$",
    "%",
    "%I",
    "%s %L %%",
    "100 %",
    "semi;colon",
    "--",
    "/*",
    "*/",
    ":name",
    "a.b",
    "tab\there",
    "new\nline",
    "return\r\nboth",
    "1digit",
    "U&\"x",
    "ünïcode",
    "日本語",
    "🦀 crab",
    "e\u{301}",
];

fn words() -> Vec<Words> {
    let longest = [
        "x".repeat(63),
        "é".repeat(31),
        "🦀".repeat(15),
        "\"".repeat(63),
    ];
    let names = NAMES.iter().map(|name| (*name).to_owned()).chain(longest);
    names
        .map(|name| {
            let text = format!("{name}{name}");
            Words { name, text }
        })
        .collect()
}

#[test]
fn every_name_works_for_every_kind_of_object() {
    for_each_database(|version, server| {
        let words = words();
        let database = database("app", &words, version >= Version::V15);
        for conforming in ["off", "on"] {
            // Constants with a backslash mean the same whatever this says.
            let mut owner = server.owner();
            let set = format!("SET standard_conforming_strings = {conforming}");
            owner.batch_execute(&set).unwrap();
            apply(&mut owner, &database.render(version).unwrap());
            let differences = differences(&database, version, &mut server.superuser());
            assert!(differences.is_empty(), "{}", differences.join("\n"));
        }
        let mut client = server.superuser();
        let insert = format!("INSERT INTO app.\"{DEFAULTS}\" DEFAULT VALUES RETURNING *");
        let row = client.query_one(&insert, &[]).unwrap();
        for (column, words) in row.columns().iter().zip(&words) {
            assert_eq!(column.name(), words.name);
            assert_eq!(row.get::<_, &str>(column.name()), words.text);
        }
    });
}
