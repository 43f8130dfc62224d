use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::{Connection as _, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types};
use diesel_migrations::{FileBasedMigrations, MigrationHarness};

use super::{Connection, SESSION};

pub(super) fn run(connection: &Connection<'_>, directory: &Path) -> Result<String, String> {
    let mut session = connect(connection);
    let migrations = migrations(directory)?;
    session
        .run_pending_migrations(migrations)
        .map_err(|error| error.to_string())?;
    Ok(ask(&mut session))
}

pub(super) fn revert(connection: &Connection<'_>, directory: &Path) -> Result<String, String> {
    let mut session = connect(connection);
    let migrations = migrations(directory)?;
    session
        .revert_last_migration(migrations)
        .map_err(|error| error.to_string())?;
    Ok(ask(&mut session))
}

fn connect(connection: &Connection<'_>) -> PgConnection {
    let mut session = PgConnection::establish(&connection.parameters()).unwrap();
    session.batch_execute(connection.before).unwrap();
    session
}

fn migrations(directory: &Path) -> Result<FileBasedMigrations, String> {
    FileBasedMigrations::from_path(directory).map_err(|error| error.to_string())
}

fn ask(session: &mut PgConnection) -> String {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = sql_types::Text)]
        session: String,
    }
    let query = format!("SELECT ({SESSION}) AS session");
    sql_query(query).get_result::<Row>(session).unwrap().session
}
