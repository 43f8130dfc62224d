//! The rights on a server are those of the model, or the report says exactly which aren't, and how to mend
//! it.

#[path = "privileges/changes.rs"]
mod changes;
#[path = "fixtures/everything.rs"]
mod everything;
#[path = "privileges/failures.rs"]
mod failures;
#[path = "fixtures/servers.rs"]
mod servers;

use pgschema::verify::{PrivilegeReport, privileges};
use pgschema::{Database, Version};
use pgschema_test_support::{Cluster, TestDatabase, apply, for_each_own_cluster};
use postgres::Client;
use servers::for_each_database;

fn version(cluster: &Cluster) -> Version {
    Version::try_from(cluster.version()).unwrap()
}

fn lines(report: &PrivilegeReport) -> Vec<String> {
    let differences = report.differences().iter();
    differences.map(ToString::to_string).collect()
}

/// What is reported to the superuser, and to the one who ran the DDL: the same.
fn reported(database: &Database, server: &TestDatabase<'_>) -> PrivilegeReport {
    let report = privileges(database, &mut server.superuser()).unwrap();
    let to_owner = privileges(database, &mut server.owner()).unwrap();
    assert_eq!(report, to_owner);
    report
}

fn apply_twice(database: &Database, version: Version, server: &TestDatabase<'_>) {
    for _ in 0..2 {
        apply(&mut server.owner(), &database.render(version).unwrap());
        let report = reported(database, server);
        assert!(report.differences().is_empty(), "{report}");
        // Before 15 the schema `public` belongs to the superuser.
        let remarks = usize::from(version == Version::V14 && database.profile().is_some());
        assert_eq!(report.remarks().len(), remarks, "{report}");
    }
}

#[test]
fn a_fresh_database_has_the_rights_of_the_model() {
    for_each_database(|version, server| {
        let saas = saas::database(version).unwrap();
        apply_twice(&saas, version, server);
    });
}

#[test]
fn a_database_with_every_feature_has_the_rights_of_the_model() {
    for_each_database(|version, server| {
        let everything = everything::database(version);
        apply_twice(&everything, version, server);
    });
}

#[test]
fn a_plain_database_has_the_rights_of_the_model() {
    for_each_database(|version, server| {
        let plain = Database::builder()
            .schema("farm")
            .table::<everything::Egg>()
            .table::<everything::Hen>()
            .build()
            .unwrap();
        apply_twice(&plain, version, server);
    });
}

#[test]
fn a_plain_database_in_the_schema_public_has_the_rights_of_the_model() {
    for_each_database(|version, server| {
        let plain = Database::builder()
            .schema("public")
            .table::<everything::Egg>()
            .table::<everything::Hen>()
            .build()
            .unwrap();
        apply_twice(&plain, version, server);
    });
}

#[test]
fn a_database_that_a_superuser_made_has_the_rights_of_the_model() {
    for_each_own_cluster(|cluster| {
        let version = version(cluster);
        let saas = saas::database(version).unwrap();
        let server = cluster.fresh_database();
        apply(&mut server.superuser(), &saas.render(version).unwrap());
        let report = reported(&saas, &server);
        assert!(report.differences().is_empty(), "{report}");
        assert!(report.remarks().is_empty(), "{report}");
    });
}

#[test]
fn a_report_says_what_differs_and_what_repairs_it() {
    for_each_own_cluster(|cluster| {
        let version = version(cluster);
        let database = everything::database(version);
        let server = cluster.fresh_database();
        apply(&mut server.superuser(), &database.render(version).unwrap());
        let mut client = server.superuser();
        run(
            &mut client,
            "REVOKE UPDATE (full_name) ON app.people FROM app_runtime;
             GRANT SELECT ON app.people TO PUBLIC; ALTER ROLE app_runtime BYPASSRLS",
        );
        let denied = privileges(&database, &mut client)
            .unwrap()
            .deny()
            .unwrap_err();
        let text = denied.to_string();
        assert_eq!(format!("{denied:?}"), text);
        let (differences, summary) = text.rsplit_once("\n\n").unwrap();
        assert_eq!(
            differences,
            "\
More than the model lets them:
  app_runtime has BYPASSRLS
    ALTER ROLE app_runtime NOBYPASSRLS;
  PUBLIC has SELECT on table app.people
    REVOKE SELECT ON TABLE app.people FROM PUBLIC;

Less than the model lets them:
  app_runtime lacks UPDATE (full_name) on table app.people
    GRANT UPDATE (full_name) ON TABLE app.people TO app_runtime;"
        );
        assert!(summary.starts_with("3 differences ("), "{summary}");

        let json: serde_json::Value = serde_json::from_str(&denied.report().to_json()).unwrap();
        assert_eq!(json["format"], 1);
        assert_eq!(json["server"], cluster.version());
        assert_eq!(
            json["differences"][1],
            serde_json::json!({
                "message": "PUBLIC has SELECT on table app.people",
                "verdict": "too_much",
                "role": "PUBLIC",
                "object": "table app.people",
                "cause": {
                    "is": "grant",
                    "privileges": [{"privilege": "select"}],
                    "with_grant_option": false,
                },
                "repair": ["REVOKE SELECT ON TABLE app.people FROM PUBLIC;"],
            })
        );
    });
}

/// Runs statements, of which each may be a transaction of its own.
fn run(client: &mut Client, sql: &str) {
    client
        .batch_execute(sql)
        .unwrap_or_else(|error| panic!("{sql}: {error:?}"));
}
