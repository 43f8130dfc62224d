use std::path::Path;

use postgres::{Client, NoTls};
use refinery::{Runner, load_sql_migrations};

use super::{Connection, SESSION};

pub(super) fn run(connection: &Connection<'_>, directory: &Path) -> Result<String, String> {
    let mut client = Client::connect(&connection.parameters(), NoTls).unwrap();
    client.batch_execute(connection.before).unwrap();
    let migrations = load_sql_migrations(directory).map_err(|error| format!("{error:?}"))?;
    Runner::new(&migrations)
        .run(&mut client)
        .map_err(|error| format!("{error:?}"))?;
    Ok(client.query_one(SESSION, &[]).unwrap().get(0))
}
