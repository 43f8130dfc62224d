//! What the server's catalogs say after the DDL ran is what the model says, object by object, and
//! nothing more.

#[path = "catalog/mod.rs"]
mod catalog;
#[path = "fixtures/everything.rs"]
mod everything;

use std::collections::BTreeSet;

use pgschema::{Database, Version};
use pgschema_test_support::{Cluster, TestDatabase, apply, for_each_own_cluster, versions};

use catalog::differences;

fn apply_and_compare(database: &Database, version: Version, server: &TestDatabase<'_>) {
    apply(&mut server.owner(), &database.render(version).unwrap());
    let differences = differences(database, version, &mut server.superuser());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn a_schema_with_every_feature_is_what_the_server_has() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = everything::database(version);
        apply_and_compare(&database, version, &cluster.fresh_database());
    });
}

#[test]
fn a_plain_schema_is_what_the_server_has() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = Database::builder()
            .schema("farm")
            .table::<everything::Egg>()
            .table::<everything::Hen>()
            .build()
            .unwrap();
        apply_and_compare(&database, version, &cluster.fresh_database());
    });
}

#[test]
fn the_example_is_what_the_server_has() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = saas::database(version).unwrap();
        let server = cluster.fresh_database();
        for _ in 0..2 {
            apply_and_compare(&database, version, &server);
        }
    });
}

/// A change by hand and what the report then names.
const CHANGES: [(&str, &str); 44] = [
    ("ALTER TABLE app.people ADD COLUMN extra int", "app.people.extra"),
    ("ALTER TABLE app.people DROP COLUMN photo", "app.people.photo"),
    ("ALTER TABLE app.people ALTER tags TYPE varchar(9)[]", "app.people.tags: type"),
    ("ALTER TABLE app.people ALTER full_name DROP NOT NULL", "app.people.full_name: not null"),
    ("ALTER TABLE app.people ALTER salary SET DEFAULT 1", "app.people.salary: default"),
    ("ALTER TABLE app.companies ALTER name TYPE text COLLATE \"POSIX\"", "app.companies.name: collation"),
    ("ALTER TABLE app.people ALTER photo SET STORAGE MAIN", "app.people.photo: storage"),
    ("ALTER TABLE app.people ALTER photo SET COMPRESSION default", "app.people.photo: compression"),
    ("ALTER TABLE app.invoices ALTER number SET GENERATED ALWAYS", "app.invoices.number: identity"),
    ("ALTER TABLE app.invoices ALTER number SET INCREMENT 1", "app.invoices.number: sequence"),
    ("COMMENT ON TABLE app.people IS 'other'", "app.people: comment"),
    ("COMMENT ON COLUMN app.companies.name IS NULL", "app.companies.name: comment"),
    ("ALTER TABLE app.people SET (fillfactor = 81)", "app.people: storage"),
    ("ALTER TABLE app.diaries SET LOGGED", "app.diaries: persistence"),
    ("ALTER TABLE app.people NO FORCE ROW LEVEL SECURITY", "app.people: row security"),
    ("ALTER TABLE app.counters_p0 DISABLE ROW LEVEL SECURITY", "app.counters_p0: row security"),
    ("CREATE TABLE app.extra ()", "app.extra"),
    ("ALTER TABLE app.people DROP CONSTRAINT no_root", "app.people.no_root"),
    ("ALTER TABLE app.people ADD CHECK (true)", "unexpected: constraint app.people."),
    (
        "ALTER TABLE app.people DROP CONSTRAINT no_root,
         ADD CONSTRAINT no_root CHECK (full_name <> 'toor')",
        "app.people.no_root: expression",
    ),
    (
        "ALTER TABLE app.people DROP CONSTRAINT people_boss_id_fkey, ADD CONSTRAINT people_boss_id_fkey
         FOREIGN KEY (company_id, boss_id) REFERENCES app.people ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED",
        "app.people.people_boss_id_fkey: on delete",
    ),
    (
        "ALTER TABLE app.people ALTER CONSTRAINT people_boss_id_fkey NOT DEFERRABLE",
        "app.people.people_boss_id_fkey: deferrable",
    ),
    ("CREATE INDEX extra ON app.people (id)", "index app.extra"),
    ("DROP INDEX app.people_lower_name_idx", "missing: index app.people_lower_name_idx"),
    ("ALTER INDEX app.people_lower_name_idx SET (fillfactor = 50)", "app.people_lower_name_idx: storage"),
    ("ALTER POLICY support_reads ON app.invoices USING (total_cents > 1)", "support_reads: using"),
    ("ALTER POLICY support_reads ON app.invoices TO PUBLIC", "support_reads: roles"),
    ("CREATE POLICY extra ON app.people USING (true)", "app.people.extra"),
    ("GRANT TRUNCATE ON app.people TO app_runtime", "rights on app.people of app_runtime"),
    ("GRANT SELECT ON app.people TO PUBLIC", "rights on app.people of PUBLIC"),
    ("REVOKE UPDATE (full_name) ON app.people FROM app_runtime", "rights on app.people.full_name"),
    ("GRANT SELECT ON app.visits_2026_01 TO app_readonly", "rights on app.visits_2026_01"),
    ("GRANT CREATE ON SCHEMA app TO app_runtime", "rights on schema app of app_runtime"),
    ("GRANT EXECUTE ON FUNCTION app.people_ids() TO PUBLIC", "called by PUBLIC"),
    ("GRANT USAGE ON TYPE app.mood TO PUBLIC", "type app.mood: used by PUBLIC"),
    ("ALTER FUNCTION app.people_ids() SECURITY INVOKER", "app.people_ids(): runs as"),
    ("ALTER FUNCTION app.shout() RESET search_path", "app.shout(): settings"),
    ("ALTER FUNCTION app.add_cents(bigint, bigint) VOLATILE", "volatility"),
    ("ALTER TABLE app.people DISABLE TRIGGER shouting", "app.people.shouting: enabled"),
    ("ALTER TYPE app.mood RENAME VALUE 'sad' TO 'blue'", "app.mood: labels"),
    ("ALTER DOMAIN app.percentage RENAME CONSTRAINT within_hundred TO other", "app.percentage: check"),
    ("ALTER ROLE app_runtime INHERIT", "role app_runtime"),
    ("ALTER ROLE app_runtime RESET lock_timeout", "setting of app_runtime: lock_timeout"),
    ("GRANT app_owner TO app_runtime", "app_owner for app_runtime"),
];

#[test]
fn each_change_by_hand_is_reported_and_nothing_else() {
    // What is read differs from the oldest to the newest version, and not in between.
    let versions = versions();
    let (first, last) = (versions[0], versions[versions.len() - 1]);
    for cluster in BTreeSet::from([first, last])
        .into_iter()
        .map(Cluster::start)
    {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = everything::database(version);
        let server = cluster.fresh_database();
        apply_and_compare(&database, version, &server);
        let mut client = server.superuser();
        for (change, reported) in CHANGES {
            let mut transaction = client.transaction().unwrap();
            transaction
                .batch_execute(change)
                .unwrap_or_else(|error| panic!("{change}: {error:?}"));
            let differences = catalog::differences_in(&database, version, &mut transaction);
            let is_reported = differences.iter().any(|it| it.contains(reported));
            assert!(is_reported, "{version}: {change}: {differences:#?}");
            assert!(
                differences.len() <= 12,
                "{version}: {change}: {differences:#?}"
            );
        }
    }
}
