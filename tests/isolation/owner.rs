//! The owner of the tables: nobody logs in as it, and its rows are not open to it either.

use crate::world::{bind, changed, denied, for_each_world, value};
use pgschema_test_support::sqlstate;

#[test]
fn the_owner_cannot_log_in() {
    for_each_world(|world| {
        let database = &world.database;
        let refused = database.cluster.try_connect("app_owner", &database.name);
        assert_eq!(sqlstate(&refused.err().unwrap()), "28000");
    });
}

#[test]
fn row_level_security_binds_the_owner() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.owner();
        let mut bound = bind(&mut client, &own.id);
        for table in [
            "organisations",
            "members",
            "notes",
            "drafts",
            "events",
            "readings",
        ] {
            let count = format!("SELECT count(*) FROM app.{table}");
            assert_eq!(value(&mut bound, &count), "0", "{table}");
        }
        assert_eq!(
            changed(&mut bound, "UPDATE app.notes SET title = 'mine'"),
            0
        );
        assert_eq!(changed(&mut bound, "DELETE FROM app.readings"), 0);
        denied(
            &mut bound,
            &[&format!(
                "INSERT INTO app.members (organisation_id, email) VALUES ('{}', 'eve')",
                own.id
            )],
        );
    });
}

#[test]
fn the_migrator_has_the_rights_of_the_owner_only_when_it_takes_them() {
    for_each_world(|world| {
        let mut client = world.database.connect_as("app_migrator");
        denied(
            &mut client,
            &[
                "CREATE TABLE app.mine ()",
                "SELECT FROM app.notes",
                "ALTER TABLE app.notes DISABLE ROW LEVEL SECURITY",
                "DROP TABLE app.notes",
            ],
        );
        let mut transaction = client.transaction().unwrap();
        transaction
            .batch_execute("SET ROLE app_owner; CREATE TABLE app.mine ()")
            .unwrap();
    });
}
