//! The support library itself: servers start, are what they say, and leave nothing behind.

use std::panic::{AssertUnwindSafe, catch_unwind};

use pgschema_test_support::{
    Cluster, apply, for_each_own_cluster, for_each_version, sqlstate, versions,
};

/// What a function panics with.
fn panic_message(run: impl FnOnce()) -> String {
    let payload = catch_unwind(AssertUnwindSafe(run)).expect_err("nothing panicked");
    payload
        .downcast_ref::<String>()
        .expect("a formatted message")
        .clone()
}

fn newest() -> u32 {
    *versions().last().expect("at least one version")
}

#[test]
fn every_version_starts_and_is_what_it_says() {
    let mut seen = Vec::new();
    for_each_version(|cluster| {
        let row = cluster
            .superuser("postgres")
            .query_one("SELECT current_setting('server_version_num')::int", &[])
            .unwrap();
        assert_eq!(row.get::<_, i32>(0) as u32 / 10_000, cluster.version());
        seen.push(cluster.version());
    });
    assert_eq!(seen, versions());
}

#[test]
fn a_version_has_one_shared_cluster() {
    let version = newest();
    assert_eq!(
        Cluster::shared(version).directory(),
        Cluster::shared(version).directory(),
    );
}

#[test]
fn the_owner_of_a_fresh_database_is_no_superuser() {
    for_each_version(|cluster| {
        let database = cluster.fresh_database();
        let row = database
            .owner()
            .query_one(
                "SELECT rolsuper, rolcreaterole, rolbypassrls, datname::text \
                 FROM pg_roles JOIN pg_database ON datdba = pg_roles.oid \
                 WHERE rolname = current_user AND datname = current_database()",
                &[],
            )
            .unwrap();
        assert!(!row.get::<_, bool>("rolsuper"));
        assert!(row.get::<_, bool>("rolcreaterole"));
        assert!(!row.get::<_, bool>("rolbypassrls"));
        assert_eq!(row.get::<_, String>("datname"), database.name);
        assert_ne!(cluster.fresh_database().name, database.name);
    });
}

#[test]
fn clusters_of_their_own_may_use_the_same_role_names() {
    for _ in 0..2 {
        let cluster = Cluster::start(newest());
        let database = cluster.fresh_database();
        apply(&mut database.owner(), "CREATE ROLE app_runtime LOGIN;");
        let mut client = database.connect_as("app_runtime");
        let error = client.batch_execute("CREATE ROLE x").unwrap_err();
        assert_eq!(sqlstate(&error), "42501");
    }
}

#[test]
fn a_cluster_is_gone_when_it_is_dropped() {
    let mut directories = Vec::new();
    for_each_own_cluster(|cluster| {
        assert!(cluster.directory().join("data").is_dir());
        directories.push(cluster.directory().to_path_buf());
    });
    for directory in directories {
        assert!(!directory.exists(), "{}", directory.display());
    }
}

#[test]
fn a_failure_names_every_version_it_happened_on() {
    let message = panic_message(|| for_each_version(|_| panic!("too bad")));
    let expected: Vec<String> = versions()
        .iter()
        .map(|version| format!("on PostgreSQL {version}: too bad"))
        .collect();
    assert_eq!(message, expected.join("\n"));
}

#[test]
fn a_script_is_applied_as_a_whole_or_not_at_all() {
    for_each_version(|cluster| {
        let database = cluster.fresh_database();
        let mut owner = database.owner();
        apply(&mut owner, "CREATE SCHEMA kept; CREATE SCHEMA too;");
        panic_message(|| apply(&mut owner, "CREATE SCHEMA lost; SELECT 1/0;"));
        let rows = owner
            .query(
                "SELECT nspname::text FROM pg_namespace WHERE nspname IN ('kept', 'too', 'lost')",
                &[],
            )
            .unwrap();
        assert_eq!(rows.len(), 2);
    });
}

#[test]
fn an_error_with_a_position_shows_the_line() {
    for_each_version(|cluster| {
        let database = cluster.fresh_database();
        let script =
            "-- déjà vu\nCREATE SCHEMA app;\nCREATE TABLE app.a (\n    id nosuchtype\n);\n";
        let message = panic_message(|| apply(&mut database.owner(), script));
        assert!(message.contains("(SQLSTATE 42704)"), "{message}");
        assert!(message.contains(">    4 |     id nosuchtype"), "{message}");
    });
}

#[test]
fn an_error_without_a_position_shows_the_statement() {
    let script = "\
CREATE SCHEMA app;
CREATE FUNCTION app.one() RETURNS int LANGUAGE plpgsql AS $$
BEGIN
    RETURN 1;
END
$$;
CREATE TABLE app.a (id int);

-- The second of its kind.
CREATE TABLE app.a (
    id int
);
CREATE TABLE app.b (id int);
";
    for_each_version(|cluster| {
        let database = cluster.fresh_database();
        let message = panic_message(|| apply(&mut database.owner(), script));
        assert!(message.contains("(SQLSTATE 42P07)"), "{message}");
        assert!(
            message.contains(">   10 | CREATE TABLE app.a ("),
            "{message}"
        );
    });
}
