//! What the application's role may do, on a real server: one that is started for these tests and is gone
//! with them.

use std::error::Error;
use std::sync::OnceLock;

use pgschema::Version;
use pgschema::verify::{self, Server};
use postgres::Client;

/// What runs in production.
const VERSION: Version = Version::V18;

const ACME: &str = "018f6a2e-0000-7000-8000-00000000ac3e";
const OTHER: &str = "018f6a2e-0000-7000-8000-0000000007e4";

/// One server for all tests: databases are cheap, servers take longer.
fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(|| {
        // Where `tests/run` of this repository puts PostgreSQL.
        let installed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target/postgresql");
        let builder = Server::builder(VERSION).installations(installed);
        builder.start().unwrap_or_else(|error| panic!("{error}"))
    })
}

/// A database with the schema in it, and the superuser's connection to it.
fn database(name: &str) -> Result<Client, Box<dyn Error>> {
    // The roles belong to the whole server: one test at a time makes them.
    static ONE_AT_A_TIME: std::sync::Mutex<()> = std::sync::Mutex::new(());
    let _guard = ONE_AT_A_TIME.lock()?;
    server().create_database(name)?;
    let mut client = server().client(name)?;
    client.batch_execute(&saas::database(VERSION)?.render(VERSION)?)?;
    Ok(client)
}

#[test]
fn the_application_adds_a_tenant_and_sees_no_other() -> Result<(), Box<dyn Error>> {
    database("tenants")?;
    let mut client = server().connect("app_runtime", "tenants")?;
    for (tenant, slug) in [(ACME, "acme"), (OTHER, "other")] {
        client.batch_execute(&format!(
            "BEGIN;
             SET LOCAL app.tenant_id = '{tenant}';
             INSERT INTO tenants (id, slug, name, country) VALUES ('{tenant}', '{slug}', '{slug}', 'DE');
             COMMIT;"
        ))?;
    }
    let mut transaction = client.transaction()?;
    transaction.batch_execute(&format!("SET LOCAL app.tenant_id = '{ACME}'"))?;
    let slugs = transaction.query("SELECT slug FROM tenants", &[])?;
    let slugs: Vec<String> = slugs.iter().map(|row| row.get(0)).collect();
    assert_eq!(slugs, ["acme"]);
    Ok(())
}

#[test]
fn the_rights_on_the_server_are_those_of_the_structs() -> Result<(), Box<dyn Error>> {
    let mut client = database("rights")?;
    let saas = saas::database(VERSION)?;
    verify::privileges(&saas, &mut client)?.deny()?;

    client.batch_execute("GRANT DELETE ON app.audit_entries TO app_runtime")?;
    let report = verify::privileges(&saas, &mut client)?;
    let said: Vec<String> = report
        .differences()
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(said, ["app_runtime has DELETE on table app.audit_entries"]);
    Ok(())
}
