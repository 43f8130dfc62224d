//! What keeps a proof from being made, and that nothing of it stays.

use pgschema::verify::{Outcome, Prover, VerifyError, prove};
use pgschema::{Database, Table, Version};
use pgschema_test_support::{Cluster, TestDatabase, apply, for_each_own_cluster};
use postgres::Client;
use uuid::Uuid;

use crate::notebook;

fn world(cluster: &Cluster) -> (Database, TestDatabase<'_>) {
    let version = Version::try_from(cluster.version()).unwrap();
    let database = notebook::database(version);
    let fresh = cluster.fresh_database();
    apply(&mut fresh.owner(), &database.render(version).unwrap());
    (database, fresh)
}

/// Everything that a proof might leave: rows, locks, settings, prepared statements, objects.
fn state(client: &mut Client) -> Vec<String> {
    let queries = [
        "SELECT count(*) FROM app.notes",
        "SELECT count(*) FROM app.organisations",
        "SELECT count(*) FROM pg_class",
        "SELECT count(*) FROM pg_policy",
        "SELECT count(*) FROM pg_trigger",
        "SELECT count(*) FROM pg_class WHERE relrowsecurity AND relforcerowsecurity",
        "SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'pgschema%'",
        "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND relation = 'app.notes'::regclass",
        "SELECT count(*) FROM pg_roles",
    ];
    let ask = |sql: &&str| {
        client
            .query_one(*sql, &[])
            .unwrap()
            .get::<_, i64>(0)
            .to_string()
    };
    let mut all: Vec<String> = queries.iter().map(ask).collect();
    for setting in [
        "role",
        "search_path",
        "row_security",
        "session_replication_role",
    ] {
        all.push(
            client
                .query_one(&format!("SHOW {setting}"), &[])
                .unwrap()
                .get(0),
        );
    }
    all
}

#[test]
fn nothing_is_left_behind() {
    for_each_own_cluster(|cluster| {
        let (database, fresh) = world(cluster);
        let mut client = fresh.superuser();
        let before = state(&mut client);
        let proof = prove(&database, &mut client).unwrap();
        assert!(proof.tried().len() > 400);
        assert_eq!(state(&mut client), before);
        // Who bound a tenant once can't see any more what a new connection sees.
        match prove(&database, &mut client) {
            Err(error @ VerifyError::UsedConnection { .. }) => {
                assert!(error.to_string().contains("open another"), "{error}");
            }
            other => panic!("{other:?}"),
        }
    });
}

#[test]
fn the_owner_of_the_database_proves_as_well() {
    for_each_own_cluster(|cluster| {
        let (database, fresh) = world(cluster);
        if cluster.version() >= 16 {
            match prove(&database, &mut fresh.owner()) {
                Err(VerifyError::CantMakeRows { .. } | VerifyError::CantBecome { .. }) => {}
                other => panic!("{other:?}"),
            }
        }
        for role in ["app_runtime", "app_readonly", "app_owner"] {
            // From 16 on, who makes a role can't become it without more.
            let option = if cluster.version() < 16 {
                ""
            } else {
                " WITH SET TRUE"
            };
            let grant = format!("GRANT {role} TO {}{option}", fresh.owner);
            fresh.superuser().batch_execute(&grant).unwrap();
        }
        let mut client = fresh.owner();
        let proof = prove(&database, &mut client).unwrap();
        assert!(
            proof.tried().iter().all(|it| it.outcome == Outcome::Held),
            "{proof}"
        );
        let forced =
            "SELECT count(*) FROM pg_class WHERE relrowsecurity AND NOT relforcerowsecurity";
        assert_eq!(client.query_one(forced, &[]).unwrap().get::<_, i64>(0), 0);
        let mut superuser = fresh.superuser();
        superuser
            .batch_execute("CREATE POLICY more ON app.notes FOR SELECT TO app_runtime USING (true)")
            .unwrap();
        let proof = prove(&database, &mut fresh.owner()).unwrap();
        assert!(proof.broken().count() > 0 && proof.clone().deny().is_err());
    });
}

#[test]
fn who_may_not_make_rows_is_told_who_may() {
    for_each_own_cluster(|cluster| {
        let (database, fresh) = world(cluster);
        fresh
            .superuser()
            .batch_execute("CREATE ROLE stranger LOGIN")
            .unwrap();
        fresh
            .superuser()
            .batch_execute(&format!(
                "GRANT CONNECT ON DATABASE {} TO stranger",
                fresh.name
            ))
            .unwrap();
        match prove(&database, &mut fresh.connect_as("stranger")) {
            Err(error @ VerifyError::CantMakeRows { .. }) => {
                assert!(
                    error.to_string().contains("connect as a superuser"),
                    "{error}"
                );
            }
            other => panic!("{other:?}"),
        }
        let mut reading = fresh.superuser();
        reading
            .batch_execute("SET default_transaction_read_only = on")
            .unwrap();
        assert!(matches!(
            prove(&database, &mut reading),
            Err(VerifyError::ReadOnly { .. })
        ));
        let mut within = fresh.superuser();
        within.batch_execute("BEGIN; SELECT 1").unwrap();
        assert!(matches!(
            prove(&database, &mut within),
            Err(VerifyError::InTransaction)
        ));
    });
}

#[test]
fn a_connection_that_is_lost_on_the_way_leaves_nothing() {
    for_each_own_cluster(|cluster| {
        let (database, fresh) = world(cluster);
        let mut client = fresh.superuser();
        let pid: i32 = client
            .query_one("SELECT pg_backend_pid()", &[])
            .unwrap()
            .get(0);
        let mut other = fresh.superuser();
        let before = state(&mut other);
        let killer = std::sync::Mutex::new(fresh.superuser());
        let prover = Prover::new().on_progress(move |number, count, _| {
            assert!(number <= count);
            if number == 3 {
                let sql = "SELECT pg_terminate_backend($1)";
                killer.lock().unwrap().execute(sql, &[&pid]).unwrap();
            }
        });
        match prover.prove(&database, &mut client) {
            Err(VerifyError::ConnectionLost { .. }) => {}
            other => panic!("{other:?}"),
        }
        let gone = "SELECT count(*) FROM pg_stat_activity WHERE pid = $1";
        while other.query_one(gone, &[&pid]).unwrap().get::<_, i64>(0) > 0 {}
        assert_eq!(state(&mut other), before);
    });
}

/// A card, whose number has a check digit that no pattern tells.
#[derive(Table)]
#[pg(table = "cards", tenant = tenant_id)]
#[pg(check(
    name = "cards_number",
    "number % 97 = 1 AND number > 1000000000 AND number < 1000000200"
))]
struct Card {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    number: i64,
}

#[test]
fn rows_that_nothing_tells_how_to_make_are_not_proven_until_somebody_does() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = Database::builder()
            .hardened("app")
            .table::<Card>()
            .build()
            .unwrap();
        let fresh = cluster.fresh_database();
        apply(&mut fresh.owner(), &database.render(version).unwrap());
        let proof = prove(&database, &mut fresh.superuser()).unwrap();
        let unproven: Vec<_> = proof.unproven().collect();
        assert_eq!(unproven.len(), 1, "{proof}");
        assert!(unproven[0].actual.contains("number"), "{proof}");
        assert!(proof.to_json().contains("\"unproven\""));
        assert!(
            proof
                .deny()
                .unwrap_err()
                .to_string()
                .contains("Prover::values")
        );
        let prover = Prover::new().values("app.cards", "number", |subject| {
            let number = 1_000_000_000_i64 + [0, 97][subject % 2];
            let number = number - number % 97 + 97 + 1;
            vec![Some(number.to_string())]
        });
        let proof = prover.prove(&database, &mut fresh.superuser()).unwrap();
        assert!(proof.clone().deny().is_ok(), "{proof}");
    });
}

#[test]
fn a_name_that_the_model_does_not_have_is_an_error_and_no_proof() {
    let database = notebook::database(pgschema::Version::V18);
    for_each_own_cluster(|cluster| {
        let fresh = cluster.fresh_database();
        let mut client = fresh.superuser();
        for (prover, what) in [
            (Prover::new().table("notes"), "table notes"),
            (Prover::new().role("app_runtim"), "role app_runtim"),
            (
                Prover::new().values("app.notes", "nothing", |_| Vec::new()),
                "column app.notes.nothing",
            ),
        ] {
            let error = prover.prove(&database, &mut client).unwrap_err();
            assert!(
                error
                    .to_string()
                    .starts_with(&format!("there is no {what} in the model")),
                "{error}"
            );
        }
        // Nor is an empty database isolated.
        let error = Prover::new().prove(&database, &mut client).unwrap_err();
        assert!(matches!(error, VerifyError::NoTables { .. }), "{error}");
    });
}
