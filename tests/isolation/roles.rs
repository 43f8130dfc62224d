//! What the roles that log in can't do, because it is not what they are for.

use crate::world::{World, bind, changed, denied, for_each_world, refusal, value};
use pgschema::Version;

#[test]
fn the_readonly_role_writes_nothing() {
    for_each_world(|world| {
        let [own, _] = world.tenants();
        let writes = [
            "INSERT INTO app.members (email) VALUES ('eve')",
            "UPDATE app.notes SET title = 'mine'",
            "DELETE FROM app.notes",
            "UPDATE app.note_kinds SET description = ''",
        ];
        let mut client = world.readonly();
        let mut bound = bind(&mut client, &own.id);
        for write in writes {
            // Its transactions are read-only.
            assert_eq!(refusal(&mut bound, write), "25006", "{write}");
        }
        assert_eq!(refusal(&mut bound, "TRUNCATE app.notes"), "25006");
        drop(bound);
        // It can make them writable again, and has no right to write.
        client
            .batch_execute("SET default_transaction_read_only = off")
            .unwrap();
        let mut bound = bind(&mut client, &own.id);
        denied(&mut bound, &writes);
        denied(&mut bound, &["TRUNCATE app.notes"]);
        assert_eq!(changed(&mut bound, "SELECT FROM app.notes"), 1);
    });
}

#[test]
fn neither_application_role_creates_anything() {
    for_each_world(|world| {
        for mut client in [world.runtime(), writable_readonly(world)] {
            denied(
                &mut client,
                &[
                    "CREATE TABLE app.mine ()",
                    "CREATE VIEW app.mine AS SELECT 1",
                    "CREATE FUNCTION app.mine() RETURNS int LANGUAGE sql RETURN 1",
                    "CREATE TYPE app.mine AS ENUM ()",
                    "CREATE SCHEMA mine",
                    "CREATE TEMPORARY TABLE mine ()",
                    "CREATE ROLE mine",
                    "CREATE INDEX mine ON app.notes (title)",
                    "CREATE TRIGGER mine BEFORE INSERT ON app.notes
                       FOR EACH ROW EXECUTE FUNCTION app.deny_change()",
                    "CREATE POLICY mine ON app.notes USING (true)",
                    "CREATE EXTENSION pg_trgm",
                ],
            );
            if world.version >= Version::V15 {
                denied(&mut client, &["CREATE TABLE public.mine ()"]);
            } else {
                // On 14 the schema belongs to the superuser, and only it can lock it.
                let owner = "SELECT nspowner::regrole FROM pg_namespace WHERE nspname = 'public'";
                assert_eq!(value(&mut client, owner), "postgres");
            }
        }
    });
}

fn writable_readonly(world: &World<'_>) -> postgres::Client {
    let mut client = world.readonly();
    client
        .batch_execute("SET default_transaction_read_only = off")
        .unwrap();
    client
}

#[test]
fn neither_application_role_alters_drops_or_empties_a_table() {
    for_each_world(|world| {
        for mut client in [world.runtime(), writable_readonly(world)] {
            for table in [
                "notes",
                "organisations",
                "events",
                "readings",
                "readings_p0",
                "note_kinds",
            ] {
                denied(
                    &mut client,
                    &[
                        &format!("ALTER TABLE app.{table} DISABLE ROW LEVEL SECURITY"),
                        &format!("ALTER TABLE app.{table} NO FORCE ROW LEVEL SECURITY"),
                        &format!("ALTER TABLE app.{table} ADD COLUMN mine int"),
                        &format!("ALTER TABLE app.{table} DISABLE TRIGGER ALL"),
                        &format!("ALTER TABLE app.{table} OWNER TO CURRENT_USER"),
                        &format!("TRUNCATE app.{table}"),
                        &format!("DROP TABLE app.{table}"),
                    ],
                );
            }
            denied(
                &mut client,
                &[
                    "DROP POLICY notes_tenant ON app.notes",
                    "ALTER POLICY notes_tenant ON app.notes USING (true)",
                    "ALTER FUNCTION app.current_tenant_id() IMMUTABLE",
                    "CREATE OR REPLACE FUNCTION app.current_tenant_id() RETURNS uuid
                       LANGUAGE sql RETURN NULL::uuid",
                    "DROP SCHEMA app CASCADE",
                    "SET session_replication_role = replica",
                ],
            );
        }
    });
}

#[test]
fn neither_application_role_becomes_another() {
    for_each_world(|world| {
        for mut client in [world.runtime(), writable_readonly(world)] {
            denied(
                &mut client,
                &[
                    "SET ROLE app_owner",
                    "SET ROLE app_migrator",
                    "SET ROLE postgres",
                    "SET SESSION AUTHORIZATION app_owner",
                    "GRANT app_owner TO app_runtime",
                ],
            );
        }
        denied(&mut world.readonly(), &["SET ROLE app_runtime"]);
        denied(&mut world.runtime(), &["SET ROLE app_readonly"]);
    });
}

#[test]
fn no_role_of_the_profile_is_more_than_it_says() {
    for_each_world(|world| {
        let query = "SELECT count(*) FROM pg_catalog.pg_roles WHERE rolname LIKE 'app\\_%'
                     AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication
                          OR rolbypassrls OR rolinherit AND rolcanlogin)";
        assert_eq!(value(&mut world.database.superuser(), query), "0");
    });
}

#[test]
fn sessions_begin_with_the_limits_of_their_role() {
    for_each_world(|world| {
        let mut expected = vec![
            ("statement_timeout", "15s"),
            ("lock_timeout", "5s"),
            ("idle_in_transaction_session_timeout", "30s"),
            ("search_path", "app, pg_temp"),
            ("row_security", "on"),
        ];
        if world.version >= Version::V17 {
            expected.push(("transaction_timeout", "1min"));
        }
        let mut client = world.runtime();
        for (parameter, setting) in expected {
            assert_eq!(
                value(&mut client, &format!("SHOW {parameter}")),
                setting,
                "{parameter}"
            );
        }
        let mut readonly = world.readonly();
        assert_eq!(
            value(&mut readonly, "SHOW default_transaction_read_only"),
            "on"
        );
    });
}
