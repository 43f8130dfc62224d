//! The first migration is not reverted, and says what to do instead.

use crate::readme;
use crate::servers::for_each_database;
use crate::tools::{Connection, Directory, TOOLS};

#[test]
fn reverting_is_refused_and_nothing_is_lost() {
    for tool in &TOOLS {
        let Some(revert) = tool.revert else { continue };
        for_each_database(|version, server| {
            let database = readme::database().unwrap();
            let directory = Directory::with_first(tool, &database, version);
            let connection = Connection::of_owner(server);
            tool.run(&connection, directory.path()).unwrap();
            let error = revert(&connection, directory.path()).unwrap_err();
            assert!(error.contains("drop and create the database"), "{error}");
            let there = format!("SELECT FROM app.documents, {}", tool.table);
            server.superuser().execute(&there, &[]).unwrap();
            let row = format!("TABLE {}", tool.table);
            assert_eq!(server.superuser().query(&row, &[]).unwrap().len(), 1);
        });
    }
}
