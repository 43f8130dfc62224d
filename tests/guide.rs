//! What the guide shows is what happens. rustdoc compiles its Rust; here its SQL is held to what that
//! Rust renders, or is run by a server.

#[path = "fixtures/servers.rs"]
mod servers;

use pgschema::{Database, Version};
use pgschema_test_support::apply;
use servers::for_each_database;

/// A block of SQL in a chapter.
struct Case {
    /// The chapter and the line where the block ends.
    place: &'static str,
    /// Nothing, a version, or `run`.
    kind: &'static str,
    sql: &'static str,
    /// The database that the chapter has made last.
    database: fn() -> Result<Database, String>,
}

#[allow(
    dead_code,
    unreachable_pub,
    clippy::all,
    reason = "it is the text of the guide"
)]
mod chapters {
    use super::Case;

    include!(concat!(env!("OUT_DIR"), "/guide.rs"));
}

use chapters::CASES;

#[test]
fn the_ddl_of_the_guide_is_what_is_rendered() {
    let mut statements = 0;
    let mut wrong = String::new();
    for case in CASES.iter().filter(|case| case.kind != "run") {
        let version = match case.kind {
            "" => Version::V18,
            major => major.parse().unwrap(),
        };
        let ddl = (case.database)().unwrap().render(version).unwrap();
        for statement in case.sql.split_inclusive(";\n") {
            statements += 1;
            if !ddl.contains(statement.trim()) {
                wrong += &format!("{}:\n{statement}\n", case.place);
            }
        }
    }
    assert!(wrong.is_empty(), "this is not rendered:\n{wrong}");
    assert!(statements > 20, "{statements}");
}

#[test]
fn the_transactions_of_the_guide_work_for_the_runtime_role() {
    let cases = || CASES.iter().filter(|case| case.kind == "run");
    assert!(cases().count() > 2);
    for case in cases() {
        for_each_database(|version, server| {
            let ddl = (case.database)().unwrap().render(version).unwrap();
            apply(&mut server.owner(), &ddl);
            let mut client = server.connect_as("app_runtime");
            if let Err(error) = client.batch_execute(case.sql) {
                panic!("{}: {error:?}", case.place);
            }
        });
    }
}
