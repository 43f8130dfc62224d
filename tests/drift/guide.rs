//! What the guide shows is what happens.

use std::error::Error;

use pgschema::{Database, Version, verify};
use pgschema_test_support::{Cluster, apply, versions};
use postgres::Client;

const GUIDE: &str = include_str!("../../pgschema/src/guide/drift.md");

const CHANGES: &str = "
    ALTER TABLE app.documents NO FORCE ROW LEVEL SECURITY;
    ALTER POLICY documents_tenant ON app.documents USING (true);
    GRANT UPDATE ON app.documents TO app_readonly;
    ALTER TABLE app.documents ADD COLUMN note text;
    CREATE TABLE app.documents_backup AS SELECT * FROM app.documents;
    CREATE TABLE app.events_2031_01 PARTITION OF app.events FOR VALUES FROM ('2031-01-01') TO ('2031-02-01')";

fn hold_to_the_structs(database: &Database, client: &mut Client) -> Result<(), Box<dyn Error>> {
    let mut drift = verify::compare(database, client)?;
    // A job makes a partition each month.
    drift.retain(|difference| !difference.object.name().starts_with("app.events_2"));
    drift.deny()?;
    Ok(())
}

#[test]
fn the_report_of_the_guide_is_what_is_reported() {
    let last = versions().into_iter().max().unwrap();
    let cluster = Cluster::start(last);
    let version = Version::try_from(last).unwrap();
    let database = saas::database(version).unwrap();
    let server = cluster.fresh_database();
    apply(&mut server.owner(), &database.render(version).unwrap());
    let mut client = server.owner();
    hold_to_the_structs(&database, &mut client).unwrap();
    let mut superuser = server.superuser();
    superuser
        .batch_execute(&format!("SET ROLE app_owner; {CHANGES}"))
        .unwrap();
    let error = hold_to_the_structs(&database, &mut client).unwrap_err();
    let report = error.to_string();
    assert!(GUIDE.contains(&report), "{report}");
}
