//! Each tool makes the database by the first migration, once.

use pgschema::{Database, Version};
use pgschema_test_support::TestDatabase;

use crate::catalog::differences;
use crate::readme;
use crate::servers::for_each_database;
use crate::tools::{Connection, Directory, TOOLS, Tool};

#[test]
fn each_tool_makes_the_database_of_the_example() {
    for tool in &TOOLS {
        for_each_database(|version, server| {
            let database = saas::database(version).unwrap();
            let directory = Directory::with_first(tool, &database, version);
            run(tool, &directory, server);
            assert_equal(&database, version, server);
        });
    }
}

#[test]
fn a_second_run_does_nothing() {
    for tool in &TOOLS {
        for_each_database(|version, server| {
            let database = readme::database().unwrap();
            let directory = Directory::with_first(tool, &database, version);
            run(tool, &directory, server);
            assert_equal(&database, version, server);
            let policies = newest_policy(server);
            run(tool, &directory, server);
            assert_eq!(newest_policy(server), policies, "{tool:?}");
        });
    }
}

/// refinery writes down what it did in a transaction of its own, which may never come.
#[test]
fn a_run_that_was_not_written_down_is_done_again() {
    for tool in &TOOLS {
        for_each_database(|version, server| {
            let database = readme::database().unwrap();
            let directory = Directory::with_first(tool, &database, version);
            run(tool, &directory, server);
            let policies = newest_policy(server);
            let forget = format!("DELETE FROM {}", tool.table);
            server.owner().batch_execute(&forget).unwrap();
            run(tool, &directory, server);
            assert_ne!(newest_policy(server), policies, "{tool:?}");
            assert_equal(&database, version, server);
        });
    }
}

#[track_caller]
fn run(tool: &Tool, directory: &Directory, server: &TestDatabase<'_>) {
    if let Err(error) = tool.run(&Connection::of_owner(server), directory.path()) {
        panic!("{tool:?}: {error}");
    }
    let count = format!("SELECT count(*) FROM {}", tool.table);
    let count = server.superuser().query_one(&count, &[]).unwrap();
    assert_eq!(count.get::<_, i64>(0), 1, "{tool:?}");
}

#[track_caller]
fn assert_equal(database: &Database, version: Version, server: &TestDatabase<'_>) {
    let differences = differences(database, version, &mut server.superuser());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

/// The script makes policies anew whenever it runs.
fn newest_policy(server: &TestDatabase<'_>) -> u32 {
    let newest = "SELECT max(oid) FROM pg_policy";
    server.superuser().query_one(newest, &[]).unwrap().get(0)
}
