//! The DDL is run by the owner of the database, who is no superuser, and can be run again.

use std::sync::{Arc, Mutex};

use pgschema::sql::{Statement, ToSql};
use pgschema::{Database, Version};
use pgschema_test_support::{Cluster, TestDatabase, apply, for_each_own_cluster};
use postgres::{Client, Config, NoTls};

use crate::catalog::differences;
use crate::everything;
use crate::servers::for_each_database;

fn version_of(cluster: &Cluster) -> Version {
    Version::try_from(cluster.version()).unwrap()
}

#[track_caller]
fn assert_equal(database: &Database, server: &TestDatabase<'_>) {
    let version = version_of(server.cluster);
    let differences = differences(database, version, &mut server.superuser());
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_whole_runs_twice_in_one_transaction_each() {
    for_each_own_cluster(|cluster| {
        let version = version_of(cluster);
        let database = everything::database(version);
        let ddl = database.render(version).unwrap();
        let server = cluster.fresh_database();
        for _ in 0..2 {
            apply(&mut server.owner(), &ddl);
            assert_equal(&database, &server);
        }
        // Nor does it need a new session, or leave anything behind in an old one.
        let mut owner = server.owner();
        let settings = |client: &mut Client| -> (String, String) {
            let row = client.query_one(
                "SELECT current_user::text, current_setting('search_path')",
                &[],
            );
            row.map(|row| (row.get(0), row.get(1))).unwrap()
        };
        let before = settings(&mut owner);
        for _ in 0..2 {
            apply(&mut owner, &ddl);
            assert_eq!(settings(&mut owner), before);
        }
        assert_equal(&database, &server);
    });
}

#[test]
fn the_statements_run_twice_one_by_one() {
    for_each_database(|version, server| {
        let database = everything::database(version);
        let plan = database.plan(version).unwrap();
        for _ in 0..2 {
            let mut owner = server.owner();
            for statement in plan.statements() {
                run(&mut owner, statement);
            }
            assert_equal(&database, server);
        }
    });
}

#[track_caller]
fn run(client: &mut Client, statement: &Statement) {
    let sql = statement.to_sql();
    if let Err(error) = client.batch_execute(&sql) {
        panic!("{sql}\n{error:?}");
    }
}

#[test]
fn a_plain_database_runs_twice() {
    for_each_database(|version, server| {
        for schema in ["farm", "public"] {
            let database = Database::builder()
                .schema(schema)
                .table::<everything::Egg>()
                .table::<everything::Hen>()
                .build()
                .unwrap();
            assert!(database.profile().is_none() && database.roles().is_empty());
            // On 15 and later nobody but the owner of the database may create in `public`.
            for _ in 0..2 {
                apply(&mut server.owner(), &database.render(version).unwrap());
                assert_equal(&database, server);
            }
        }
    });
}

#[test]
fn the_server_warns_of_nothing() {
    for_each_database(|version, server| {
        let ddl = everything::database(version).render(version).unwrap();
        let warnings = Arc::new(Mutex::new(Vec::new()));
        let gathered = Arc::clone(&warnings);
        let mut owner = Config::new()
            .host_path(server.cluster.directory())
            .port(5432)
            .user(&server.owner)
            .dbname(&server.name)
            .notice_callback(move |notice| {
                if notice.severity() != "NOTICE" {
                    gathered.lock().unwrap().push(notice.message().to_owned());
                }
            })
            .connect(NoTls)
            .unwrap();
        apply(&mut owner, &ddl);
        drop(owner);
        let mut warnings = warnings.lock().unwrap().clone();
        if version < Version::V15 {
            // There the schema belongs to the superuser, and the owner of the database can't lock it.
            warnings.retain(|warning| warning != "no privileges could be revoked for \"public\"");
        }
        assert_eq!(warnings, [""; 0]);
    });
}

#[test]
fn the_migrator_runs_what_the_owner_of_the_database_ran_first() {
    for_each_database(|version, server| {
        let database = everything::database(version);
        let plan = database.plan(version).unwrap();
        apply(&mut server.owner(), &database.render(version).unwrap());
        // Roles and the database itself take the one who made them.
        let mut migrator = server.connect_as("app_migrator");
        migrator.batch_execute("SET ROLE app_owner").unwrap();
        let sections = plan.sections().iter();
        for section in
            sections.filter(|it| !["roles", "database", "extensions", "end"].contains(&it.title()))
        {
            section
                .statements()
                .iter()
                .for_each(|statement| run(&mut migrator, statement));
        }
        assert_equal(&database, server);
    });
}

#[test]
fn rows_and_labels_that_were_there_stay() {
    for_each_database(|version, server| {
        let ddl = everything::database(version).render(version).unwrap();
        apply(&mut server.owner(), &ddl);
        let mut superuser = server.superuser();
        superuser
            .batch_execute(
                "INSERT INTO app.companies (id, name) VALUES (gen_random_uuid(), 'kept');
                 UPDATE app.currencies SET description = 'changed by hand' WHERE value = 'EUR';
                 INSERT INTO app.currencies (value) VALUES ('CHF');",
            )
            .unwrap();
        apply(&mut server.owner(), &ddl);
        let query =
            "SELECT string_agg(value || ': ' || coalesce(description, '-'), ', ' ORDER BY value)
                     FROM app.currencies, app.companies WHERE name = 'kept'";
        let found: String = superuser.query_one(query, &[]).unwrap().get(0);
        assert_eq!(found, "CHF: -, EUR: Where the euro is money., USD: -");
    });
}

#[test]
fn running_again_puts_right_what_keeps_the_rows_apart() {
    for_each_database(|version, server| {
        let database = everything::database(version);
        let ddl = database.render(version).unwrap();
        apply(&mut server.owner(), &ddl);
        server
            .superuser()
            .batch_execute(
                "ALTER TABLE app.people DISABLE ROW LEVEL SECURITY;
                 ALTER TABLE app.people NO FORCE ROW LEVEL SECURITY;
                 ALTER TABLE app.counters_p0 DISABLE ROW LEVEL SECURITY;
                 ALTER POLICY people_tenant ON app.people TO PUBLIC USING (true) WITH CHECK (true);
                 GRANT ALL ON app.people TO app_runtime, app_readonly, PUBLIC;
                 GRANT UPDATE (company_id) ON app.people TO app_runtime;
                 GRANT SELECT ON app.deeds TO app_runtime;
                 GRANT EXECUTE ON FUNCTION app.people_ids() TO PUBLIC;
                 ALTER FUNCTION app.current_tenant_id() IMMUTABLE;
                 ALTER FUNCTION app.shout() RESET search_path;
                 GRANT USAGE ON TYPE app.mood TO PUBLIC;
                 GRANT ALL ON SCHEMA app TO PUBLIC;
                 ALTER DEFAULT PRIVILEGES FOR ROLE app_owner GRANT EXECUTE ON ROUTINES TO PUBLIC;
                 ALTER ROLE app_runtime SET lock_timeout = 0;
                 DROP TRIGGER append_only ON app.deeds;
                 DROP POLICY support_reads ON app.invoices;",
            )
            .unwrap();
        apply(&mut server.owner(), &ddl);
        assert_equal(&database, server);
    });
}

#[test]
fn a_database_grows() {
    for_each_database(|version, server| {
        let parts = everything::parts(version);
        let (companies, people) = (1, 2);
        for count in [companies, people] {
            let smaller = everything::build(&parts[..count]).unwrap();
            apply(&mut server.owner(), &smaller.render(version).unwrap());
            assert_equal(&smaller, server);
        }
        let whole = everything::database(version);
        apply(&mut server.owner(), &whole.render(version).unwrap());
        assert_equal(&whole, server);
    });
}

#[test]
fn two_databases_of_one_owner_share_the_roles() {
    for_each_own_cluster(|cluster| {
        let version = version_of(cluster);
        let database = everything::database(version);
        let ddl = database.render(version).unwrap();
        let first = cluster.fresh_database();
        let second = TestDatabase {
            cluster,
            name: "second".to_owned(),
            owner: first.owner.clone(),
        };
        let create = format!("CREATE DATABASE second OWNER {}", first.owner);
        first.superuser().batch_execute(&create).unwrap();
        for server in [&first, &second] {
            apply(&mut server.owner(), &ddl);
        }
        for server in [&first, &second] {
            assert_equal(&database, server);
        }
    });
}
