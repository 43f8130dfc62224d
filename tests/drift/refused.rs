//! Servers that can't be looked at are told apart, and nothing is left on any.

use pgschema::verify::{VerifyError, compare, compare_without_expressions};
use pgschema::{Database, Version};
use pgschema_test_support::{TestDatabase, apply, for_each_own_cluster};
use postgres::Client;

use super::everything;

fn for_each_database(test: impl Fn(&Database, &TestDatabase<'_>) + Sync) {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = everything::database(version);
        let server = cluster.fresh_database();
        apply(&mut server.owner(), &database.render(version).unwrap());
        test(&database, &server);
    });
}

/// Everything that a comparison could leave behind.
fn traces(server: &TestDatabase<'_>) -> Vec<i64> {
    let query = "SELECT (SELECT count(*) FROM pg_class), (SELECT count(*) FROM pg_namespace),
        (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_type), (SELECT count(*) FROM pg_depend),
        (SELECT count(*) FROM pg_locks WHERE locktype = 'relation' AND relation >= 16384)";
    let row = server.superuser().query_one(query, &[]).unwrap();
    (0..row.len()).map(|position| row.get(position)).collect()
}

fn state(client: &mut Client) -> String {
    let query = "SELECT concat_ws(' ', current_user, current_setting('search_path'),
        current_setting('lock_timeout'), current_setting('check_function_bodies'),
        (SELECT count(*) FROM pg_prepared_statements WHERE NOT statement LIKE '%pg_prepared_statements%'))";
    client.query_one(query, &[]).unwrap().get(0)
}

#[test]
fn nothing_is_left_behind() {
    for_each_database(|database, server| {
        let (before, mut client) = (traces(server), server.owner());
        let state_before = state(&mut client);
        compare(database, &mut client).unwrap().deny().unwrap();
        assert_eq!(traces(server), before);
        assert_eq!(state(&mut client), state_before);
        // What can't be made is taken back as well.
        let mut superuser = server.superuser();
        superuser
            .batch_execute("ALTER TYPE app.mood RENAME VALUE 'sad' TO 'blue'")
            .unwrap();
        let drift = compare(database, &mut client).unwrap();
        assert_eq!(drift.differences().len(), 1, "{drift}");
        assert!(!drift.not_compared().is_empty(), "{drift}");
        let error = drift.deny().unwrap_err().to_string();
        assert!(error.contains("can't be compared"), "{error}");
        assert_eq!(traces(server), before);
        assert_eq!(state(&mut client), state_before);
    });
}

#[test]
fn who_runs_migrations_may_compare_and_a_stranger_only_without_expressions() {
    for_each_database(|database, server| {
        let drift = compare(database, &mut server.connect_as("app_migrator")).unwrap();
        assert!(drift.is_empty(), "{drift}");
        let name = &server.name;
        server
            .superuser()
            .batch_execute(&format!(
                "CREATE ROLE stranger_of_{name} LOGIN; GRANT CONNECT ON DATABASE {name} TO stranger_of_{name}"
            ))
            .unwrap();
        let mut stranger = server.connect_as(&format!("stranger_of_{name}"));
        let error = compare(database, &mut stranger).unwrap_err();
        assert!(matches!(error, VerifyError::NotAllowed { .. }), "{error:?}");
        let text = error.to_string();
        assert!(text.contains("compare_without_expressions"), "{text}");
        let drift = compare_without_expressions(database, &mut stranger).unwrap();
        let found: Vec<String> = drift
            .differences()
            .iter()
            .map(|it| it.object.to_string())
            .collect();
        assert_eq!(
            found,
            [format!(
                "GRANT of CONNECT on the database to stranger_of_{name}"
            )]
        );
    });
}

#[test]
fn a_server_that_only_reads_is_compared_without_expressions() {
    for_each_database(|database, server| {
        let mut client = server.owner();
        client
            .batch_execute("SET default_transaction_read_only = on")
            .unwrap();
        let error = compare(database, &mut client).unwrap_err();
        assert!(matches!(error, VerifyError::ReadOnly { .. }), "{error:?}");
        let drift = compare_without_expressions(database, &mut client).unwrap();
        assert!(drift.is_empty(), "{drift}");
        let text = drift.to_string();
        assert!(text.contains("were not compared"), "{text}");
        let mut superuser = server.superuser();
        superuser
            .batch_execute(
                "DROP POLICY support_reads ON app.invoices;
                 ALTER POLICY no_negative ON app.invoices WITH CHECK (true);
                 ALTER TABLE app.people ALTER salary DROP DEFAULT;
                 ALTER TABLE app.people ALTER tags TYPE varchar(9)[];
                 ALTER FUNCTION app.shout() SECURITY DEFINER;
                 ALTER FUNCTION app.people_ids() SET row_security = off",
            )
            .unwrap();
        let has_views = database.views().iter().any(|it| it.security_invoker);
        if has_views {
            let change = "ALTER VIEW app.happy_people SET (security_invoker = off)";
            superuser.batch_execute(change).unwrap();
        }
        let drift = compare_without_expressions(database, &mut client).unwrap();
        let found: Vec<String> = drift
            .differences()
            .iter()
            .map(|it| it.object.to_string())
            .collect();
        let mut expected = vec![
            "function app.people_ids()",
            "function app.shout()",
            "policy app.invoices.support_reads",
            "column app.people.salary",
            "column app.people.tags",
        ];
        expected.extend(has_views.then_some("view app.happy_people"));
        assert_eq!(found, expected);
    });
}

#[test]
fn a_connection_in_a_transaction_or_lost_is_an_error() {
    for_each_database(|database, server| {
        let mut client = server.owner();
        client.batch_execute("BEGIN").unwrap();
        let error = compare(database, &mut client).unwrap_err();
        assert!(matches!(error, VerifyError::InTransaction), "{error:?}");
        client.batch_execute("ROLLBACK").unwrap();
        let pid: i32 = client
            .query_one("SELECT pg_backend_pid()", &[])
            .unwrap()
            .get(0);
        server
            .superuser()
            .execute("SELECT pg_terminate_backend($1)", &[&pid])
            .unwrap();
        let error = compare(database, &mut client).unwrap_err();
        assert!(
            matches!(error, VerifyError::ConnectionLost { .. }),
            "{error:?}"
        );
    });
}

#[test]
fn writers_are_not_in_the_way_and_an_exclusive_lock_is_not_waited_for() {
    for_each_database(|database, server| {
        let mut other = server.superuser();
        let mut client = server.owner();
        let mut writing = other.transaction().unwrap();
        writing
            .batch_execute("LOCK TABLE app.people, app.invoices IN SHARE ROW EXCLUSIVE MODE")
            .unwrap();
        let drift = compare(database, &mut client).unwrap();
        assert!(drift.is_empty(), "{drift}");
        writing.batch_execute("LOCK TABLE app.people").unwrap();
        let error = compare(database, &mut client).unwrap_err();
        assert!(matches!(error, VerifyError::TimedOut { .. }), "{error:?}");
        writing.rollback().unwrap();
        assert!(compare(database, &mut client).unwrap().is_empty());
    });
}
