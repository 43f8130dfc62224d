//! What comes after the first migration.

use pgschema_test_support::TestDatabase;

use crate::readme;
use crate::servers::for_each_database;
use crate::tools::{Connection, Directory, TOOLS};

const SECOND: &str = "SET ROLE app_owner; CREATE TABLE app.later (); RESET ROLE;";

#[test]
fn a_later_migration_is_run_by_the_same_role_and_makes_tables_of_the_owner() {
    for tool in &TOOLS {
        for_each_database(|version, server| {
            let database = readme::database().unwrap();
            let directory = Directory::with_first(tool, &database, version);
            let connection = Connection::of_owner(server);
            tool.run(&connection, directory.path()).unwrap();
            directory.add(tool.second, SECOND);
            tool.run(&connection, directory.path()).unwrap();
            assert_eq!(owner_of_later(server), "app_owner");
        });
    }
}

#[test]
fn the_migrator_takes_over_once_it_has_the_table_of_the_tool() {
    for tool in &TOOLS {
        for_each_database(|version, server| {
            server.owner().batch_execute("CREATE SCHEMA tools").unwrap();
            let database = readme::database().unwrap();
            let directory = Directory::with_first(tool, &database, version);
            let connection = Connection {
                options: &[("search_path", "tools")],
                ..Connection::of_owner(server)
            };
            tool.run(&connection, directory.path()).unwrap();
            directory.add(tool.second, SECOND);
            let migrator = Connection {
                user: "app_migrator",
                ..connection
            };
            let error = tool.run(&migrator, directory.path()).unwrap_err();
            assert!(
                error.contains("no schema has been selected"),
                "{tool:?}: {error}"
            );

            let hand_over = format!(
                "GRANT USAGE, CREATE ON SCHEMA tools TO app_migrator;
                 GRANT SELECT, INSERT, UPDATE, DELETE ON tools.{} TO app_migrator",
                tool.table,
            );
            server.owner().batch_execute(&hand_over).unwrap();
            tool.run(&migrator, directory.path()).unwrap();
            assert_eq!(owner_of_later(server), "app_owner");
        });
    }
}

#[test]
fn the_runtime_role_can_not_migrate() {
    for tool in &TOOLS {
        for_each_database(|version, server| {
            let database = readme::database().unwrap();
            let directory = Directory::with_first(tool, &database, version);
            tool.run(&Connection::of_owner(server), directory.path())
                .unwrap();
            directory.add(tool.second, "CREATE TABLE app.later ();");
            let connection = Connection {
                user: "app_runtime",
                ..Connection::of_owner(server)
            };
            let error = tool.run(&connection, directory.path()).unwrap_err();
            assert!(error.contains("permission denied"), "{tool:?}: {error}");
        });
    }
}

fn owner_of_later(server: &TestDatabase<'_>) -> String {
    let owner = "SELECT tableowner::text FROM pg_tables WHERE tablename = 'later'";
    server.superuser().query_one(owner, &[]).unwrap().get(0)
}
