//! Keys and what is unique, within a tenant and across tenants.

use crate::world::{bind, changed, denied, for_each_world, refusal};

#[test]
fn the_same_key_in_two_tenants_works() {
    for_each_world(|world| {
        // Both have a note called `first` and a member of the same address.
        let [own, other] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let same_id = format!(
            "INSERT INTO app.members (id, email) VALUES ('{}', 'bob@example.com')",
            other.member
        );
        assert_eq!(changed(&mut bound, &same_id), 1);
    });
}

#[test]
fn the_same_key_within_a_tenant_is_refused() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let again = "INSERT INTO app.members (email) VALUES ('ann@example.com')";
        assert_eq!(refusal(&mut bound, again), "23505");
        let same_id = format!(
            "INSERT INTO app.members (id, email) VALUES ('{}', 'x')",
            own.member
        );
        assert_eq!(refusal(&mut bound, &same_id), "23505");
    });
}

#[test]
fn the_runtime_role_changes_no_key_and_no_column_that_the_server_fills_in() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        denied(
            &mut bound,
            &[
                "UPDATE app.notes SET id = gen_random_uuid()",
                "UPDATE app.notes SET organisation_id = organisation_id",
                "UPDATE app.notes SET updated_at = now()",
                "UPDATE app.members SET id = gen_random_uuid()",
                "UPDATE app.readings SET id = gen_random_uuid()",
                "UPDATE app.organisations SET name = 'mine'",
                "DELETE FROM app.organisations",
                "INSERT INTO app.organisations (name) VALUES ('mine')",
            ],
        );
    });
}

#[test]
fn an_immutable_column_is_set_once() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let insert = format!(
            "INSERT INTO app.notes (author_id, slug, title, created_at)
             VALUES ('{}', 'old', 'old', '2020-01-01')",
            own.member
        );
        assert_eq!(changed(&mut bound, &insert), 1);
        denied(
            &mut bound,
            &[
                "UPDATE app.notes SET created_at = now()",
                "UPDATE app.notes SET created_at = created_at",
                "UPDATE app.notes SET created_at = DEFAULT WHERE slug = 'old'",
                "INSERT INTO app.notes (author_id, slug, title)
                 SELECT author_id, slug, title FROM app.notes
                 ON CONFLICT (organisation_id, slug) DO UPDATE SET created_at = now()",
            ],
        );
        // The columns beside it change as ever.
        let update = "UPDATE app.notes SET title = 'new' WHERE slug = 'old'";
        assert_eq!(changed(&mut bound, update), 1);
        let kept = "SELECT FROM app.notes WHERE slug = 'old' AND created_at = '2020-01-01'";
        assert_eq!(changed(&mut bound, kept), 1);
    });
}

#[test]
fn a_touched_column_has_the_time_of_the_last_change() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        let mut bound = bind(&mut client, &own.id);
        let forged = "INSERT INTO app.notes (author_id, slug, title, updated_at)
                      SELECT id, 'old', '', '2000-01-01' FROM app.members";
        changed(&mut bound, forged);
        changed(
            &mut bound,
            "UPDATE app.notes SET title = 'new' WHERE slug = 'old'",
        );
        let touched = "SELECT FROM app.notes WHERE slug = 'old' AND updated_at = now()";
        assert_eq!(changed(&mut bound, touched), 1);
    });
}

#[test]
fn the_values_of_a_lookup_table_are_read_and_not_written() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let mut client = world.runtime();
        assert_eq!(changed(&mut client, "SELECT FROM app.note_kinds"), 2);
        let mut bound = bind(&mut client, &own.id);
        let unknown = "UPDATE app.notes SET kind = 'poem'";
        assert_eq!(refusal(&mut bound, unknown), "23503");
        denied(
            &mut bound,
            &[
                "INSERT INTO app.note_kinds (value) VALUES ('poem')",
                "UPDATE app.note_kinds SET description = ''",
                "DELETE FROM app.note_kinds",
            ],
        );
    });
}
