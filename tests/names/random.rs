//! Random text at every place that takes a name, a literal, a comment or a default.

use std::cell::RefCell;
use std::collections::BTreeMap;

use pgschema::Version;
use postgres::Transaction;
use proptest::prelude::{Just, Strategy, any, prop, prop_oneof};
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::catalog::differences_in;
use crate::schema::{DEFAULTS, Words, database};
use crate::servers::for_each_database;

/// How many schemas are made on each version, with up to [`WORDS`] names each.
const CASES: u32 = 12;
const WORDS: usize = 8;

/// Text with many of the characters that mean something to some part of the way to the server.
fn text() -> impl Strategy<Value = String> {
    let special =
        "\"'\\$%;-/*:.,() \n\r\t{}[]@#&|<>=!?`~^_aAbB09éß漢🦀\u{301}\u{202e}\u{feff}\u{7f}\u{1}";
    let special: Vec<char> = special.chars().collect();
    let letter = prop_oneof![
        6 => prop::sample::select(special),
        1 => any::<char>().prop_filter("no text has a zero byte", |letter| *letter != '\0'),
    ];
    let part = prop_oneof![
        12 => letter.prop_map(String::from),
        1 => prop::sample::select(vec!["$$", "$body0$", "%I", "%%", "''", "\\'", "--", "/*", "*/", "E'", "U&\"", "END;"])
            .prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

/// A name of 1 to 63 bytes.
fn name() -> impl Strategy<Value = String> {
    (text(), prop_oneof![6 => Just(0_usize), 1 => 55..70_usize]).prop_map(|(text, padding)| {
        let mut name = text + &"x".repeat(padding);
        while name.len() > 63 {
            name.pop();
        }
        if name.is_empty() {
            "x".to_owned()
        } else {
            name
        }
    })
}

fn words() -> impl Strategy<Value = Vec<Words>> {
    prop::collection::btree_map(name(), text(), 1..=WORDS).prop_map(
        |words: BTreeMap<String, String>| {
            let words = words.into_iter();
            words.map(|(name, text)| Words { name, text }).collect()
        },
    )
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}: {:?}", self.name, self.text)
    }
}

#[test]
fn the_server_holds_exactly_the_text_that_was_given() {
    for_each_database(|version, server| {
        let client = RefCell::new(server.superuser());
        let config = Config {
            cases: CASES,
            failure_persistence: None,
            ..Config::default()
        };
        let mut runner = TestRunner::new(config);
        let result = runner.run(&words(), |words| {
            let mut client = client.borrow_mut();
            let mut transaction = client.transaction().unwrap();
            let become_owner = format!("SET LOCAL SESSION AUTHORIZATION {}", server.owner);
            transaction.batch_execute(&become_owner).unwrap();
            // Nothing of it stays: the transaction ends with the case.
            check(&words, version, &mut transaction)
        });
        if let Err(error) = result {
            panic!("{error}");
        }
    });
}

fn check(
    words: &[Words],
    version: Version,
    transaction: &mut Transaction<'_>,
) -> Result<(), TestCaseError> {
    let database = database("app", words, version >= Version::V15);
    let ddl = database.render(version).unwrap();
    transaction
        .batch_execute(&ddl)
        .map_err(|error| TestCaseError::fail(format!("{error:?}\n{ddl}")))?;
    transaction
        .batch_execute("SET LOCAL SESSION AUTHORIZATION DEFAULT")
        .unwrap();
    let differences = differences_in(&database, version, transaction);
    if !differences.is_empty() {
        return Err(TestCaseError::fail(differences.join("\n")));
    }
    let insert = format!("INSERT INTO app.\"{DEFAULTS}\" DEFAULT VALUES RETURNING *");
    let row = transaction.query_one(&insert, &[]).unwrap();
    for (column, words) in row.columns().iter().zip(words) {
        if column.name() != words.name || row.get::<_, &str>(column.name()) != words.text {
            return Err(TestCaseError::fail(format!("{words:?}")));
        }
    }
    Ok(())
}
