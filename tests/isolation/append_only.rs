//! A table of what was done: rows come, with what only the server can say, and stay.

use pgschema_test_support::for_each_own_cluster;

use crate::world::{World, bind, changed, denied, for_each_world, refusal, rows, value};

#[test]
fn a_row_is_added_and_the_server_fills_in_who_and_when() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let insert = format!(
            "INSERT INTO app.events (actor_id, action) VALUES ('{}', 'ended')",
            own.member
        );
        assert_eq!(changed(&mut bound, &insert), 1);
        let foreign_actor = format!(
            "INSERT INTO app.events (actor_id, action) VALUES ('{}', 'ended')",
            other.member
        );
        assert_eq!(refusal(&mut bound, &foreign_actor), "23503");
        bound.commit().unwrap();
        let added = format!(
            "SELECT count(*) FROM app.events WHERE organisation_id = '{}' AND action = 'ended'
             AND created_at BETWEEN now() - interval '1 minute' AND now()",
            own.id
        );
        assert_eq!(value(&mut world.database.superuser(), &added), "1");
    });
}

#[test]
fn the_tenant_the_key_and_the_time_are_not_forged() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let actor = &own.member;
        let tenants = [&own.id, &other.id].map(|tenant| {
            format!(
                "INSERT INTO app.events (organisation_id, actor_id, action)
                 VALUES ('{tenant}', '{actor}', 'ended')"
            )
        });
        let id = format!(
            "INSERT INTO app.events (id, actor_id, action)
             VALUES (gen_random_uuid(), '{actor}', 'ended')"
        );
        let time = format!(
            "INSERT INTO app.events (created_at, actor_id, action)
             VALUES ('2000-01-01', '{actor}', 'ended')"
        );
        denied(&mut bound, &[&tenants[0], &tenants[1], &id, &time]);
    });
}

#[test]
fn the_application_neither_reads_nor_changes_what_it_wrote() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        denied(
            &mut bound,
            &[
                "SELECT FROM app.events",
                "UPDATE app.events SET action = 'other'",
                "DELETE FROM app.events",
                "TRUNCATE app.events",
                &format!(
                    "INSERT INTO app.events (actor_id, action) VALUES ('{}', 'x') RETURNING id",
                    own.member
                ),
                &format!(
                    "INSERT INTO app.events (actor_id, action) VALUES ('{}', 'x')
                     ON CONFLICT (organisation_id, id) DO UPDATE SET action = 'x'",
                    own.member
                ),
            ],
        );
    });
}

#[test]
fn not_even_the_owner_changes_a_row() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.owner();
        assert_eq!(
            changed(&mut client, "UPDATE app.events SET action = 'other'"),
            0
        );
        assert_eq!(changed(&mut client, "DELETE FROM app.events"), 0);
        assert_eq!(refusal(&mut client, "TRUNCATE app.events"), "42501");
        // Nor when it takes the policies away, nor one whom they don't bind.
        let mut transaction = client.transaction().unwrap();
        transaction
            .batch_execute("ALTER TABLE app.events NO FORCE ROW LEVEL SECURITY")
            .unwrap();
        let mine = format!("WHERE organisation_id = '{}'", own.id);
        let update = format!("UPDATE app.events SET action = 'other' {mine}");
        let delete = format!("DELETE FROM app.events {mine}");
        denied(&mut transaction, &[&update, &delete]);
        transaction.rollback().unwrap();
        let mut superuser = world.database.superuser();
        denied(&mut superuser, &[&update, &delete, "TRUNCATE app.events"]);
        let ids = format!("SELECT id FROM app.events {mine}");
        assert_eq!(rows(&mut superuser, &ids), [own.event.as_str()]);
    });
}

#[test]
fn emptying_the_table_of_tenants_does_not_empty_it() {
    for_each_own_cluster(|cluster| {
        let world = World::new(cluster);
        world.tenants();
        for mut client in [world.owner(), world.database.superuser()] {
            denied(&mut client, &["TRUNCATE app.organisations CASCADE"]);
        }
    });
}

#[test]
fn a_partition_is_not_emptied_or_changed_by_its_own_name() {
    for_each_own_cluster(|cluster| {
        let world = World::new(cluster);
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let insert = format!("INSERT INTO app.accesses (note_id) VALUES ('{}')", own.note);
        assert_eq!(changed(&mut bound, &insert), 1);
        bound.commit().unwrap();
        let mut superuser = world.database.superuser();
        for partition in ["accesses_p0", "accesses_p1"] {
            let truncate = format!("TRUNCATE app.{partition}");
            for client in [&mut client, &mut world.owner(), &mut superuser] {
                denied(client, &[&truncate]);
            }
        }
        let partition = value(
            &mut superuser,
            "SELECT tableoid::regclass FROM app.accesses",
        );
        for change in ["UPDATE $ SET note_id = id", "DELETE FROM $"] {
            denied(&mut superuser, &[&change.replace('$', &partition)]);
        }
    });
}
