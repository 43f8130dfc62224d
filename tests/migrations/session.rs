//! The session is as it was, and the tool finds its own table where it was.

use crate::readme;
use crate::servers::for_each_database;
use crate::tools::{Connection, Directory, TOOLS};

#[test]
fn settings_that_the_session_began_with_are_kept() {
    keeps(|connection| Connection {
        options: &[
            ("search_path", "tools"),
            ("lock_timeout", "7s"),
            ("statement_timeout", "50s"),
        ],
        ..connection
    });
}

#[test]
fn settings_that_were_made_in_the_session_are_kept() {
    keeps(|connection| Connection {
        before: "SET search_path = tools; SET lock_timeout = '7s'; SET statement_timeout = '50s'",
        ..connection
    });
}

#[test]
fn the_role_that_the_session_became_is_kept() {
    for tool in &TOOLS {
        for_each_database(|version, server| {
            let deployer = format!("deployer_of_{}", server.name);
            let make = format!(
                "CREATE ROLE {deployer} LOGIN NOINHERIT IN ROLE {owner};
                 GRANT CONNECT ON DATABASE {name} TO {deployer}",
                owner = server.owner,
                name = server.name,
            );
            server.superuser().batch_execute(&make).unwrap();
            let database = readme::database().unwrap();
            let directory = Directory::with_first(tool, &database, version);
            let connection = Connection {
                user: &deployer,
                before: &format!("SET ROLE {}", server.owner),
                ..Connection::of_owner(server)
            };
            let session = tool.run(&connection, directory.path()).unwrap();
            assert!(
                session.starts_with(&format!("{} ", server.owner)),
                "{session}"
            );
        });
    }
}

#[track_caller]
fn keeps(settings: impl Fn(Connection<'_>) -> Connection<'_>) {
    for tool in &TOOLS {
        for_each_database(|version, server| {
            server.owner().batch_execute("CREATE SCHEMA tools").unwrap();
            let database = readme::database().unwrap();
            let directory = Directory::with_first(tool, &database, version);
            let connection = settings(Connection::of_owner(server));
            let session = tool.run(&connection, directory.path()).unwrap();
            assert_eq!(
                session,
                format!("{} tools 7s 50s", server.owner),
                "{tool:?}"
            );
            let read = format!("TABLE tools.{}", tool.table);
            let rows = server.owner().query(&read, &[]).unwrap();
            assert_eq!(rows.len(), 1, "{tool:?}");
        });
    }
}
