//! PUBLIC, which every role is: it has no right on anything, nor on what comes later.

use crate::world::{denied, for_each_world, rows};
use pgschema::Version;
use postgres::GenericClient;

/// Each right that somebody else than the owner has on an object that is no extension's.
///
/// Row types of tables and array types have no rights of their own: using one takes the table or
/// the element.
const RIGHTS: &str = "
    WITH objects (what, owner, acl) AS (
        SELECT 'database', datdba, coalesce(datacl, acldefault('d', datdba))
        FROM pg_database WHERE datname = current_database()
      UNION ALL
        SELECT 'schema ' || nspname, nspowner, coalesce(nspacl, acldefault('n', nspowner))
        FROM pg_namespace WHERE nspname IN ('app', 'public')
      UNION ALL
        SELECT 'relation ' || c.oid::regclass, relowner, coalesce(relacl,
          acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::\"char\", relowner))
        FROM pg_class c WHERE relnamespace = 'app'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
      UNION ALL
        SELECT 'column of ' || attrelid::regclass, relowner, attacl
        FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
        WHERE relnamespace = 'app'::regnamespace AND attacl IS NOT NULL
      UNION ALL
        SELECT 'function ' || p.oid::regprocedure, proowner, coalesce(proacl, acldefault('f', proowner))
        FROM pg_proc p WHERE pronamespace = 'app'::regnamespace
          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = p.oid AND deptype = 'e')
      UNION ALL
        SELECT 'type ' || t.oid::regtype, typowner, coalesce(typacl, acldefault('T', typowner))
        FROM pg_type t WHERE typnamespace = 'app'::regnamespace AND typcategory <> 'A'
          AND (typrelid = 0 OR (SELECT relkind FROM pg_class WHERE oid = typrelid) = 'c')
          AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = t.oid AND deptype = 'e')
    )
    SELECT format('%s: %s for %s', what, privilege_type,
                  CASE grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(grantee)::text END)
    FROM objects, aclexplode(acl) WHERE grantee <> owner";

fn rights_of_public(client: &mut impl GenericClient) -> Vec<String> {
    let mut rights = rows(client, RIGHTS);
    rights.retain(|right| right.ends_with(" for PUBLIC"));
    rights
}

#[test]
fn public_has_no_right_on_anything() {
    for_each_world(|world| {
        let mut rights = rights_of_public(&mut world.database.superuser());
        if world.version < Version::V15 {
            // On 14 the schema belongs to the superuser, and only it can lock it.
            rights.retain(|right| !right.starts_with("schema public: "));
        }
        assert_eq!(rights, [""; 0]);
    });
}

#[test]
fn no_role_passes_its_rights_on() {
    for_each_world(|world| {
        let mut client = world.runtime();
        // A right that one has without the option to grant it: a warning, and nothing happens.
        client
            .batch_execute("GRANT SELECT ON app.notes TO PUBLIC")
            .unwrap();
        client
            .batch_execute("GRANT USAGE ON SCHEMA app TO app_migrator")
            .unwrap();
        denied(
            &mut client,
            &["GRANT TRUNCATE ON app.events TO app_runtime"],
        );
        let rights = rows(&mut world.database.superuser(), RIGHTS);
        let passed_on = [
            "notes: SELECT for PUBLIC",
            "schema app: USAGE for app_migrator",
        ];
        assert!(
            !rights
                .iter()
                .any(|right| passed_on.iter().any(|it| right.contains(it))),
            "{rights:?}"
        );
    });
}

#[test]
fn a_role_that_nobody_named_does_nothing() {
    for_each_world(|world| {
        let mut superuser = world.database.superuser();
        superuser
            .batch_execute("CREATE ROLE stranger LOGIN")
            .unwrap();
        let database = &world.database;
        let refused = database.cluster.try_connect("stranger", &database.name);
        assert_eq!(
            pgschema_test_support::sqlstate(&refused.err().unwrap()),
            "42501"
        );
        superuser.batch_execute("SET ROLE stranger").unwrap();
        denied(
            &mut superuser,
            &[
                "SELECT FROM app.notes",
                "SELECT FROM app.note_kinds",
                "SELECT app.current_tenant_id()",
                "CREATE TEMPORARY TABLE mine ()",
            ],
        );
        superuser
            .batch_execute("RESET ROLE; DROP ROLE stranger")
            .unwrap();
    });
}

#[test]
fn what_the_owner_makes_later_is_open_to_nobody() {
    for_each_world(|world| {
        let mut client = world.owner();
        let mut transaction = client.transaction().unwrap();
        let before = rows(&mut transaction, RIGHTS);
        transaction
            .batch_execute(
                "CREATE TABLE app.later (id int GENERATED ALWAYS AS IDENTITY);
                 CREATE VIEW app.later_view AS SELECT * FROM app.later;
                 CREATE SEQUENCE app.later_sequence;
                 CREATE FUNCTION app.later_function() RETURNS int LANGUAGE sql RETURN 1;
                 CREATE PROCEDURE app.later_procedure() LANGUAGE sql BEGIN ATOMIC SELECT 1; END;
                 CREATE TYPE app.later_enum AS ENUM ('a');
                 CREATE DOMAIN app.later_domain AS int;
                 CREATE TYPE app.later_composite AS (a int);",
            )
            .unwrap();
        let mut after = rows(&mut transaction, RIGHTS);
        after.retain(|right| !before.contains(right));
        assert_eq!(after, [""; 0]);
    });
}
