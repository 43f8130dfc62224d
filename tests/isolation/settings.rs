//! How a transaction is bound to its tenant: what an unbound one sees, and what outlives it.

use pgschema_test_support::sqlstate;

use crate::world::{READABLE, bind, changed, denied, for_each_world, refusal, rows, value};

#[test]
fn a_fresh_login_sees_nothing_and_gets_no_error() {
    for_each_world(|world| {
        world.tenants();
        let mut client = world.runtime();
        for (table, _) in READABLE {
            let count = format!("SELECT count(*) FROM app.{table}");
            assert_eq!(value(&mut client, &count), "0", "{table}");
        }
        assert_eq!(
            changed(&mut client, "UPDATE app.notes SET title = 'mine'"),
            0
        );
        assert_eq!(changed(&mut client, "DELETE FROM app.notes"), 0);
        let mut readonly = world.readonly();
        assert_eq!(value(&mut readonly, "SELECT count(*) FROM app.events"), "0");
    });
}

#[test]
fn a_fresh_login_writes_nothing() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        denied(
            &mut client,
            &[
                "INSERT INTO app.members (email) VALUES ('eve')",
                &format!(
                    "INSERT INTO app.members (organisation_id, email) VALUES ('{}', 'eve')",
                    own.id
                ),
            ],
        );
    });
}

#[test]
fn a_pooled_connection_sees_nothing_after_the_transaction_of_a_tenant() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        for ending in [
            "COMMIT",
            "ROLLBACK",
            "COMMIT; RESET ALL",
            "COMMIT; DISCARD ALL",
        ] {
            let begin = format!(
                "BEGIN; SET LOCAL app.tenant_id = '{0}'; SET LOCAL app.user_id = '{0}'",
                own.id
            );
            client.batch_execute(&begin).unwrap();
            assert_eq!(value(&mut client, "SELECT count(*) FROM app.notes"), "1");
            for statement in ending.split("; ") {
                client.batch_execute(statement).unwrap();
            }
            for (table, _) in READABLE {
                let count = format!("SELECT count(*) FROM app.{table}");
                assert_eq!(value(&mut client, &count), "0", "{table} after {ending}");
            }
            denied(
                &mut client,
                &["INSERT INTO app.members (email) VALUES ('eve')"],
            );
        }
        // What all of them leave behind, and what set_config and a pooler's own reset do.
        for left in [
            "SET app.tenant_id = ''",
            "SELECT set_config('app.tenant_id', NULL, false)",
        ] {
            client.batch_execute(left).unwrap();
            assert_eq!(
                value(&mut client, "SELECT count(*) FROM app.notes"),
                "0",
                "{left}"
            );
        }
    });
}

#[test]
fn a_garbage_tenant_is_an_error() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        for garbage in ["garbage", "*", " ", &own.id[1..], "00000000"] {
            let mut client = world.runtime();
            let mut bound = bind(&mut client, garbage);
            assert_eq!(
                refusal(&mut bound, "SELECT FROM app.notes"),
                "22P02",
                "{garbage:?}"
            );
            assert_eq!(
                refusal(&mut bound, "DELETE FROM app.notes"),
                "22P02",
                "{garbage:?}"
            );
        }
    });
}

#[test]
fn a_cached_plan_follows_the_tenant() {
    for_each_world(|world| {
        let tenants = world.tenants();
        for mode in ["auto", "force_generic_plan", "force_custom_plan"] {
            let mut client = world.runtime();
            client
                .batch_execute(&format!("SET plan_cache_mode = {mode}"))
                .unwrap();
            let query = client.prepare("SELECT id::text FROM app.notes").unwrap();
            let by_slug = client
                .prepare("SELECT id::text FROM app.notes WHERE slug = $1")
                .unwrap();
            // A generic plan may be taken after five executions.
            for tenant in tenants.iter().cycle().take(14) {
                let mut bound = bind(&mut client, &tenant.id);
                for (statement, slug) in [(&query, None), (&by_slug, Some("first"))] {
                    let found = match &slug {
                        Some(slug) => bound.query(statement, &[slug]),
                        None => bound.query(statement, &[]),
                    };
                    let found: Vec<String> = found.unwrap().iter().map(|row| row.get(0)).collect();
                    assert_eq!(found, [tenant.note.as_str()], "{mode}");
                }
            }
            // Nor does a plan remember one when nobody is bound.
            assert!(client.query(&query, &[]).unwrap().is_empty());
        }
    });
}

#[test]
fn a_cursor_keeps_the_tenant_that_it_was_opened_for() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        bound
            .batch_execute("DECLARE notes CURSOR FOR SELECT organisation_id FROM app.notes")
            .unwrap();
        let fetched = rows(&mut bound, "FETCH ALL FROM notes");
        assert_eq!(fetched, [own.id.as_str()]);
        let rebind = format!("SET LOCAL app.tenant_id = '{}'", other.id);
        bound.batch_execute(&rebind).unwrap();
        let query = "SELECT organisation_id FROM app.notes";
        assert_eq!(rows(&mut bound, query), [other.id.as_str()]);
    });
}

#[test]
fn switching_row_security_off_is_an_error() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        for mut client in [world.runtime(), world.readonly(), world.owner()] {
            let mut bound = bind(&mut client, &own.id);
            bound.batch_execute("SET LOCAL row_security = off").unwrap();
            for (table, _) in READABLE {
                let query = format!("SELECT FROM app.{table}");
                let error = bound
                    .transaction()
                    .unwrap()
                    .batch_execute(&query)
                    .unwrap_err();
                assert_eq!(sqlstate(&error), "42501", "{table}");
                let message = error.as_db_error().unwrap().message();
                assert!(message.contains("row-level security"), "{message}");
            }
        }
    });
}
