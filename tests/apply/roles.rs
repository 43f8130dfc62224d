//! Roles that were there before, and roles beside those of the profile.

use pgschema::model::Role;
use pgschema::sql::Identifier;
use pgschema::{Database, Table, Version};
use pgschema_test_support::{apply, for_each_own_cluster, sqlstate};
use uuid::Uuid;

#[derive(Table)]
#[pg(table = "letters", tenant = tenant_id)]
#[pg(grant(select, insert, to("app_support")))]
#[pg(policy(
    name = "letters_support",
    to("app_support"),
    using = "tenant_id = (SELECT app.current_tenant_id())"
))]
struct Letter {
    #[pg(primary_key, default = "uuidv7()")]
    id: Uuid,
    tenant_id: Uuid,
    text: String,
}

fn database() -> Database {
    let support = Role::login(Identifier::new("app_support").unwrap());
    let builder = Database::builder().hardened("app").role(support);
    builder.table::<Letter>().build().unwrap()
}

#[test]
fn a_role_that_gets_past_row_level_security_is_refused() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let server = cluster.fresh_database();
        let ddl = database().render(version).unwrap();
        apply(&mut server.owner(), &ddl);
        for (attribute, role) in [("BYPASSRLS", "app_runtime"), ("SUPERUSER", "app_support")] {
            let alter = |attribute: &str| {
                let alter = format!("ALTER ROLE {role} {attribute}");
                server.superuser().batch_execute(&alter).unwrap();
            };
            alter(attribute);
            let error = server.owner().batch_execute(&ddl).unwrap_err();
            assert_eq!(sqlstate(&error), "42501");
            let message = error.as_db_error().unwrap().message();
            let expected = format!("the role {role} is there and gets past row-level security");
            assert_eq!(message, expected);
            alter(&format!("NO{attribute}"));
        }
        apply(&mut server.owner(), &ddl);
    });
}

#[test]
fn a_role_with_a_policy_of_its_own_is_bound_to_a_tenant_too() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let server = cluster.fresh_database();
        apply(&mut server.owner(), &database().render(version).unwrap());
        let mut client = server.connect_as("app_support");
        let count = |client: &mut postgres::Client| -> i64 {
            let count = "SELECT count(*) FROM app.letters";
            client.query_one(count, &[]).unwrap().get(0)
        };
        let tenant =
            |digit: u8| format!("SET app.tenant_id = '00000000-0000-4000-8000-{digit:012}'");
        client.batch_execute(&tenant(1)).unwrap();
        let insert = "INSERT INTO app.letters (text) VALUES ('a')";
        client.batch_execute(insert).unwrap();
        assert_eq!(count(&mut client), 1);
        client.batch_execute(&tenant(2)).unwrap();
        assert_eq!(count(&mut client), 0);
    });
}
