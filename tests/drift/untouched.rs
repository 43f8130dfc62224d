//! An untouched database never differs.

use pgschema::verify::{compare, compare_without_expressions};
use pgschema::{Database, Version};
use pgschema_test_support::{TestDatabase, apply, for_each_own_cluster};
use postgres::Client;

use super::everything;

#[track_caller]
fn no_drift(database: &Database, client: &mut Client) {
    let drift = compare(database, client).unwrap();
    assert!(drift.is_empty(), "{drift}");
    assert!(drift.objects() > 10);
    let reduced = compare_without_expressions(database, client).unwrap();
    assert!(reduced.is_empty(), "{reduced}");
    assert!(reduced.is_without_expressions());
}

/// By the owner of the database, by a superuser, and in a session that has settings of its own.
fn apply_and_compare(database: &Database, version: Version, server: &TestDatabase<'_>) {
    apply(&mut server.owner(), &database.render(version).unwrap());
    no_drift(database, &mut server.owner());
    no_drift(database, &mut server.superuser());
    let mut client = server.owner();
    client
        .batch_execute(
            "SET search_path = pg_temp, public; SET DateStyle = 'German'; SET TimeZone = 'Asia/Tokyo';
             SET IntervalStyle = 'iso_8601'; SET extra_float_digits = -3; SET quote_all_identifiers = on;
             SET standard_conforming_strings = off; SET bytea_output = 'escape'; SET xmloption = 'document';
             SET default_transaction_isolation = 'serializable'; SET array_nulls = off",
        )
        .unwrap();
    no_drift(database, &mut client);
}

#[test]
fn a_schema_with_every_feature_never_differs() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = everything::database(version);
        let server = cluster.fresh_database();
        for _ in 0..2 {
            apply_and_compare(&database, version, &server);
        }
    });
}

#[test]
fn a_plain_schema_never_differs() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        for schema in ["farm", "public"] {
            let database = Database::builder()
                .schema(schema)
                .table::<everything::Egg>()
                .table::<everything::Hen>()
                .build()
                .unwrap();
            let server = cluster.fresh_database();
            if schema == "public" {
                let open = format!(
                    "GRANT CREATE ON SCHEMA public TO {}; CREATE TABLE other (a int)",
                    server.owner
                );
                server.superuser().batch_execute(&open).unwrap();
            }
            apply_and_compare(&database, version, &server);
        }
    });
}

#[test]
fn the_example_never_differs() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = saas::database(version).unwrap();
        let server = cluster.fresh_database();
        for _ in 0..2 {
            apply_and_compare(&database, version, &server);
        }
    });
}
