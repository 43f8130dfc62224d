//! The files around the database in production, from the same model: who may come from where, how the server is set, how
//! connections are pooled, backups, and whether all pools together fit.
//!
//! `cargo run -p saas --example production -- DIRECTORY` writes them.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use pgschema::Version;
use pgschema::connect::Secret;
use pgschema::operations::{BackupRole, Operations, PoolerFacts, Pools, RestoreDrill, ServerFacts};
use pgschema::sql::ScramVerifier;

const VERSION: Version = Version::V18;

fn main() -> Result<(), Box<dyn Error>> {
    let directory = env::args().nth(1).ok_or("usage: production DIRECTORY")?;
    let files = files()?;
    fs::create_dir_all(&directory)?;
    for (name, text) in &files {
        let path = Path::new(&directory).join(name);
        fs::write(&path, text)?;
        println!("{}", path.display());
    }
    Ok(())
}

/// Each file with its name.
pub(crate) fn files() -> Result<Vec<(&'static str, String)>, Box<dyn Error>> {
    let database = saas::database(VERSION)?;
    let operations = Operations::new(&database, "saas")
        .network("app_runtime", "10.0.0.0/16".parse()?)
        .network("app_worker", "10.0.0.0/16".parse()?)
        .network("app_readonly", "10.0.4.0/24".parse()?)
        .network("app_migrator", "10.0.9.0/24".parse()?)
        .client_certificate("app_migrator")
        .backup_role(BackupRole::new("app_backup")?)
        .network("app_backup", "10.0.8.7".parse()?);
    let server = ServerFacts::new("10.0.0.5", 16 * 1024)
        .max_connections(200)
        .client_authority("/etc/ssl/certs/clients-ca.pem")
        .archive_command("pgbackrest --stanza=saas archive-push %p");
    let pooler = PoolerFacts::new("db.internal", "/etc/ssl/certs/pg-ca.pem").max_connections(200);
    // Six programs with ten connections each, two workers with five.
    Pools::new(200)
        .reserved(8)
        .pool("web", 10, 6)
        .pool("worker", 5, 2)
        .check()?;
    // A password is made here and goes to the secret manager; the server gets its verifier.
    let password = Secret::new(
        env::var("RUNTIME_PASSWORD").unwrap_or_else(|_| "only in an example".to_owned()),
    );
    let verifiers = [("app_runtime", ScramVerifier::new(&password)?)];
    Ok(vec![
        ("pg_hba.conf", operations.pg_hba()?),
        (
            "postgresql.conf",
            operations.postgresql_conf(&server, VERSION)?,
        ),
        ("pgbouncer.ini", operations.pgbouncer_ini(&pooler)?),
        ("users.txt", operations.pgbouncer_users(&verifiers)?),
        ("set_up.sql", operations.set_up(&verifiers)?),
        (
            "restore_drill.sh",
            operations.restore_drill(&RestoreDrill::new("/backups/saas.dump", "saas_drill"))?,
        ),
    ])
}
