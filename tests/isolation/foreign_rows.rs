//! The rows of another tenant, from a transaction that is bound to one's own.

use pgschema::Version;

use crate::world::{READABLE, bind, changed, denied, for_each_world, refusal, rows, value};

#[test]
fn own_rows_are_read_and_no_others() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        bound
            .batch_execute(&format!("SET LOCAL app.user_id = '{}'", own.member))
            .unwrap();
        for (table, tenant) in READABLE {
            let query = format!("SELECT {tenant} FROM app.{table}");
            assert_eq!(rows(&mut bound, &query), [own.id.as_str()], "{table}");
            let foreign = format!("SELECT 1 FROM app.{table} WHERE {tenant} = '{}'", other.id);
            assert!(rows(&mut bound, &foreign).is_empty(), "{table}");
        }
        let by_key = format!("SELECT 1 FROM app.notes WHERE id = '{}'", other.note);
        assert!(rows(&mut bound, &by_key).is_empty());
    });
}

#[test]
fn the_readonly_role_reads_own_rows_and_no_others() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.readonly();
        let mut bound = bind(&mut client, &own.id);
        bound
            .batch_execute(&format!("SET LOCAL app.user_id = '{}'", own.member))
            .unwrap();
        for (table, tenant) in READABLE.into_iter().chain([("events", "organisation_id")]) {
            let query = format!("SELECT {tenant} FROM app.{table}");
            assert_eq!(rows(&mut bound, &query), [own.id.as_str()], "{table}");
            let foreign = format!("SELECT 1 FROM app.{table} WHERE {tenant} = '{}'", other.id);
            assert!(rows(&mut bound, &foreign).is_empty(), "{table}");
        }
    });
}

#[test]
fn own_rows_are_written() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let insert = format!(
            "INSERT INTO app.notes (author_id, parent_id, slug, title)
             VALUES ('{}', '{}', 'second', 'mine') RETURNING organisation_id",
            own.member, own.note
        );
        assert_eq!(value(&mut bound, &insert), own.id);
        let update = "UPDATE app.notes SET title = 'changed' WHERE slug = 'second'";
        assert_eq!(changed(&mut bound, update), 1);
        let upsert = format!(
            "INSERT INTO app.notes (author_id, slug, title) VALUES ('{}', 'second', 'again')
             ON CONFLICT (organisation_id, slug) DO UPDATE SET title = EXCLUDED.title",
            own.member
        );
        assert_eq!(changed(&mut bound, &upsert), 1);
        let title = "SELECT title FROM app.notes WHERE slug = 'second'";
        assert_eq!(value(&mut bound, title), "again");
        assert_eq!(
            changed(&mut bound, "DELETE FROM app.notes WHERE slug = 'second'"),
            1
        );
    });
}

#[test]
fn a_foreign_row_is_not_inserted() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        denied(
            &mut bound,
            &[
                &format!(
                    "INSERT INTO app.members (organisation_id, email) VALUES ('{}', 'eve')",
                    other.id
                ),
                &format!(
                    "INSERT INTO app.notes (organisation_id, author_id, slug, title)
                     VALUES ('{}', '{}', 'second', 'theirs')",
                    other.id, other.member
                ),
                &format!(
                    "INSERT INTO app.readings (organisation_id, note_id, times)
                     VALUES ('{}', '{}', 7)",
                    other.id, other.note
                ),
                &format!(
                    "INSERT INTO app.announcements (organisation_id, title) VALUES ('{}', 'x')",
                    other.id
                ),
                "INSERT INTO app.members (organisation_id, email) VALUES (NULL, 'eve')",
            ],
        );
    });
}

#[test]
fn a_foreign_row_is_not_changed_deleted_or_locked() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        for statement in [
            "UPDATE app.notes SET title = 'pwned' WHERE id = '$note'",
            "UPDATE app.notes SET title = 'pwned' WHERE organisation_id = '$tenant'",
            "UPDATE app.announcements SET title = 'pwned' WHERE organisation_id = '$tenant'",
            "DELETE FROM app.announcements WHERE organisation_id = '$tenant'",
            "UPDATE app.readings SET times = 0 WHERE organisation_id = '$tenant'",
            "DELETE FROM app.readings WHERE organisation_id = '$tenant'",
            "DELETE FROM app.notes WHERE id = '$note'",
            "DELETE FROM app.members WHERE organisation_id = '$tenant'",
            "SELECT 1 FROM app.notes WHERE id = '$note' FOR UPDATE",
        ] {
            let statement = statement
                .replace("$note", &other.note)
                .replace("$tenant", &other.id);
            assert_eq!(changed(&mut bound, &statement), 0, "{statement}");
        }
    });
}

#[test]
fn a_statement_without_where_stays_at_home() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        // Without WHERE and RETURNING no right to read is needed, so no policy for SELECT helps.
        assert_eq!(
            changed(&mut bound, "UPDATE app.notes SET title = 'mine'"),
            1
        );
        assert_eq!(
            changed(&mut bound, "UPDATE app.announcements SET title = 'mine'"),
            1
        );
        assert_eq!(changed(&mut bound, "DELETE FROM app.announcements"), 1);
        assert_eq!(changed(&mut bound, "DELETE FROM app.readings"), 1);
        assert_eq!(changed(&mut bound, "DELETE FROM app.notes"), 1);
        bound.commit().unwrap();
        let mut superuser = world.database.superuser();
        let titles = format!(
            "SELECT title FROM app.notes WHERE organisation_id = '{}'",
            other.id
        );
        assert_eq!(rows(&mut superuser, &titles), ["secret"]);
        let readings = format!(
            "SELECT 1 FROM app.readings WHERE organisation_id = '{}'",
            other.id
        );
        assert_eq!(rows(&mut superuser, &readings).len(), 1);
    });
}

#[test]
fn a_row_is_not_moved_to_another_tenant() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        denied(
            &mut bound,
            &[
                &format!("UPDATE app.notes SET organisation_id = '{}'", other.id),
                &format!("UPDATE app.readings SET organisation_id = '{}'", other.id),
                &format!("UPDATE app.organisations SET id = '{}'", other.id),
            ],
        );
    });
}

#[test]
fn an_upsert_does_not_reach_a_foreign_row() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        // The key of a foreign row is free for one's own: the key leads with the tenant.
        let with_foreign_id = format!(
            "INSERT INTO app.notes (id, author_id, slug, title)
             VALUES ('{}', '{}', 'second', 'mine')
             ON CONFLICT (organisation_id, id) DO UPDATE SET title = 'pwned'",
            other.note, own.member
        );
        assert_eq!(changed(&mut bound, &with_foreign_id), 1);
        let into_foreign = format!(
            "INSERT INTO app.notes (organisation_id, id, author_id, slug, title)
             VALUES ('{}', '{}', '{}', 'second', 'pwned')
             ON CONFLICT (organisation_id, id) DO UPDATE SET title = 'pwned'",
            other.id, other.note, other.member
        );
        denied(&mut bound, &[&into_foreign]);
        bound.commit().unwrap();
        let title = format!(
            "SELECT title FROM app.notes WHERE organisation_id = '{}'",
            other.id
        );
        assert_eq!(value(&mut world.database.superuser(), &title), "secret");
    });
}

#[test]
fn merge_does_not_reach_a_foreign_row() {
    for_each_world(|world| {
        if world.version < Version::V15 {
            return;
        }
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let merge = format!(
            "MERGE INTO app.notes USING (SELECT '{}'::uuid AS id) AS source
             ON notes.id = source.id WHEN MATCHED THEN UPDATE SET title = 'pwned'",
            other.note
        );
        assert_eq!(changed(&mut bound, &merge), 0);
    });
}

#[test]
fn a_foreign_key_does_not_reach_a_foreign_row() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        for statement in [
            format!(
                "INSERT INTO app.notes (author_id, slug, title) VALUES ('{}', 'second', '')",
                other.member
            ),
            format!("UPDATE app.notes SET author_id = '{}'", other.member),
            format!("UPDATE app.notes SET parent_id = '{}'", other.note),
            format!(
                "INSERT INTO app.readings (note_id, times) VALUES ('{}', 1)",
                other.note
            ),
        ] {
            assert_eq!(refusal(&mut bound, &statement), "23503", "{statement}");
        }
    });
}

#[test]
fn a_cascade_does_not_reach_a_foreign_row() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut superuser = world.database.superuser();
        // Both tenants have a note with the same id, and one of them a child of it.
        superuser
            .batch_execute(&format!(
                "INSERT INTO app.notes (organisation_id, id, author_id, slug, title)
                   VALUES ('{0}', '{1}', '{2}', 'same', 'parent');
                 INSERT INTO app.notes (organisation_id, author_id, parent_id, slug, title)
                   VALUES ('{3}', '{4}', '{1}', 'child', 'child');",
                own.id, other.note, own.member, other.id, other.member
            ))
            .unwrap();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        assert_eq!(changed(&mut bound, "DELETE FROM app.notes"), 2);
        bound.commit().unwrap();
        let left = format!(
            "SELECT slug FROM app.notes WHERE organisation_id = '{}' ORDER BY slug",
            other.id
        );
        assert_eq!(rows(&mut superuser, &left), ["child", "first"]);
    });
}

#[test]
fn a_partition_is_not_reached_by_its_own_name() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        for mut client in [world.runtime(), world.readonly()] {
            let mut bound = bind(&mut client, &own.id);
            denied(
                &mut bound,
                &["SELECT FROM app.readings_p0", "SELECT FROM app.readings_p1"],
            );
        }
        // The owner has rights there, and no policy lets it see a row.
        for partition in ["readings_p0", "readings_p1"] {
            let count = format!("SELECT count(*) FROM app.{partition}");
            assert_eq!(value(&mut world.owner(), &count), "0");
        }
    });
}

#[test]
fn a_view_shows_own_rows_and_no_others() {
    for_each_world(|world| {
        if world.version < Version::V15 {
            return;
        }
        let tenants = world.tenants();
        let mut client = world.runtime();
        for tenant in &tenants {
            let mut bound = bind(&mut client, &tenant.id);
            let insert = format!(
                "INSERT INTO app.notes (author_id, slug, kind, title)
                 VALUES ('{}', 'second', 'task', '{}')",
                tenant.member, tenant.id
            );
            assert_eq!(changed(&mut bound, &insert), 1);
            bound.commit().unwrap();
        }
        let [own, _] = &tenants;
        let mut bound = bind(&mut client, &own.id);
        assert_eq!(
            rows(&mut bound, "SELECT title FROM app.tasks"),
            [own.id.as_str()]
        );
    });
}

#[test]
fn the_draft_of_another_member_is_not_reached() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let add_member = "INSERT INTO app.members (email) VALUES ('bob@example.com') RETURNING id";
        let bob = value(&mut bound, add_member);
        let drafts = "SELECT id FROM app.drafts";
        // Nobody is named yet: a tenant alone opens no draft.
        assert!(rows(&mut bound, drafts).is_empty());
        for user in [&bob, &other.member] {
            bound
                .batch_execute(&format!("SET LOCAL app.user_id = '{user}'"))
                .unwrap();
            assert!(rows(&mut bound, drafts).is_empty());
            assert_eq!(changed(&mut bound, "DELETE FROM app.drafts"), 0);
            let forged = format!(
                "INSERT INTO app.drafts (member_id, title) VALUES ('{}', 'forged')",
                own.member
            );
            denied(&mut bound, &[&forged]);
        }
        bound
            .batch_execute(&format!("SET LOCAL app.user_id = '{}'", own.member))
            .unwrap();
        assert_eq!(rows(&mut bound, drafts), [own.draft.as_str()]);
        let give_away = format!("UPDATE app.drafts SET member_id = '{bob}'");
        denied(&mut bound, &[&give_away]);
    });
}

#[test]
fn the_bookmark_of_another_person_is_not_reached() {
    for_each_world(|world| {
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let people = "SELECT person_id FROM app.bookmarks";
        assert!(rows(&mut client, people).is_empty());
        let mut bound = client.transaction().unwrap();
        bound
            .batch_execute(&format!("SET LOCAL app.user_id = '{}'", own.member))
            .unwrap();
        assert_eq!(rows(&mut bound, people), [own.member.as_str()]);
        assert_eq!(
            changed(&mut bound, "UPDATE app.bookmarks SET title = 'mine'"),
            1
        );
        assert_eq!(
            changed(
                &mut bound,
                "INSERT INTO app.bookmarks (title) VALUES ('new')"
            ),
            1
        );
        denied(
            &mut bound,
            &[
                &format!(
                    "INSERT INTO app.bookmarks (person_id, title) VALUES ('{}', 'forged')",
                    other.member
                ),
                &format!("UPDATE app.bookmarks SET person_id = '{}'", other.member),
            ],
        );
        assert_eq!(changed(&mut bound, "DELETE FROM app.bookmarks"), 2);
        bound.commit().unwrap();
        // What a pool leaves behind is nobody.
        assert!(rows(&mut client, people).is_empty());
        assert_eq!(changed(&mut client, "DELETE FROM app.bookmarks"), 0);
    });
}
