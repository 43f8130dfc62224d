//! Makes its database when it starts.

use std::env;
use std::error::Error;
use std::process::ExitCode;

use postgres::{Client, NoTls};

/// What makes the database on a server of a version, written by the build script.
macro_rules! ddl {
    ($version:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/schema-", $version, ".sql"))
    };
}

fn main() -> ExitCode {
    let Some(url) = env::args().nth(1) else {
        eprintln!("usage: workspace-app postgres://OWNER@HOST/DATABASE");
        return ExitCode::from(2);
    };
    match start(&url) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // What the server says is the source of the error.
            let cause = error.source().map(|source| format!(": {source}"));
            eprintln!("workspace-app: {error}{}", cause.unwrap_or_default());
            ExitCode::FAILURE
        }
    }
}

fn start(url: &str) -> Result<(), Box<dyn Error>> {
    let mut client = Client::connect(url, NoTls)?;
    make_database(&mut client)?;
    for table in workspace_models::database()?.tables() {
        println!("{} is there", table.name);
    }
    Ok(())
}

/// All of it or nothing; it does no harm where everything is there.
fn make_database(client: &mut Client) -> Result<(), Box<dyn Error>> {
    let mut transaction = client.transaction()?;
    // Programs that start at the same time take turns.
    transaction.batch_execute("SELECT pg_advisory_xact_lock(hashtext('workspace-app'))")?;
    let version: i32 = transaction
        .query_one(
            "SELECT current_setting('server_version_num')::int / 10000",
            &[],
        )?
        .get(0);
    let ddl = match version {
        14 => ddl!("14"),
        15 => ddl!("15"),
        16 => ddl!("16"),
        17 => ddl!("17"),
        18 => ddl!("18"),
        other => return Err(format!("there is no DDL for PostgreSQL {other}").into()),
    };
    transaction.batch_execute(ddl)?;
    Ok(transaction.commit()?)
}
