//! The files are read by the servers that they are for, and hostile names change nothing in them.

use std::process::Command;

use pgschema::model::Role;
use pgschema::operations::{
    BackupRole, Operations, OperationsError, PoolerFacts, Pools, RestoreDrill, ServerFacts,
};
use pgschema::sql::Identifier;
use pgschema::verify::{Server, compare, privileges};
use pgschema::{Database, Table, Version};
use pgschema_test_support::{for_each_own_cluster, sqlstate, versions};
use postgres::{Config, NoTls};
use uuid::Uuid;

use crate::production::{Directory, INSTALLED, certificates, model, operations, start};

#[test]
fn a_server_of_each_version_runs_by_the_rendered_files() {
    for version in versions() {
        let version = Version::try_from(version).unwrap();
        let directory = Directory::new();
        let server = start(version, &directory, &certificates("localhost"));
        let mut client = server.client("app_db").unwrap();
        let wrong = "SELECT count(*) FROM pg_hba_file_rules WHERE error IS NOT NULL";
        assert_eq!(client.query_one(wrong, &[]).unwrap().get::<_, i64>(0), 0);
        let rules = "SELECT count(*) FROM pg_hba_file_rules WHERE type = 'hostssl' AND auth_method = 'scram-sha-256'";
        assert_eq!(client.query_one(rules, &[]).unwrap().get::<_, i64>(0), 3);
        for (name, value) in [
            ("ssl", "on"),
            ("ssl_min_protocol_version", "TLSv1.3"),
            ("password_encryption", "scram-sha-256"),
            ("log_min_duration_statement", "500ms"),
            ("shared_preload_libraries", "pg_stat_statements"),
            ("statement_timeout", "1min"),
            ("shared_buffers", "128MB"),
        ] {
            let shown: String = client
                .query_one(&format!("SHOW {name}"), &[])
                .unwrap()
                .get(0);
            assert_eq!(shown, value, "{name}");
        }
        let not_applied = "SELECT count(*) FROM pg_file_settings WHERE error IS NOT NULL";
        assert_eq!(
            client.query_one(not_applied, &[]).unwrap().get::<_, i64>(0),
            0
        );
    }
}

#[test]
fn the_files_read_as_they_are_reviewed() {
    let model = model();
    let operations = operations(&model).client_certificate("app_migrator");
    let unsigned = ServerFacts::new("10.0.0.5", 1024).without_archive("a test");
    let unsigned = operations.postgresql_conf(&unsigned, Version::V18);
    assert!(matches!(unsigned, Err(OperationsError::NoAuthority { .. })));
    let operations = operations.backup_role(BackupRole::new("app_backup").unwrap());
    let operations = operations.network("app_backup", "10.0.8.7".parse().unwrap());
    let facts = ServerFacts::new("10.0.0.5", 16 * 1024).max_connections(200);
    let facts = facts
        .archive_command("pgbackrest --stanza=it's archive-push %p")
        .client_authority("clients.crt")
        .preload("pgaudit")
        .preload("auto_explain");
    assert!(!format!("{facts:?}").contains("stanza"), "{facts:?}");
    let pooler = PoolerFacts::new("db.internal", "/etc/ssl/certs/pg-ca.pem").max_connections(200);
    let drill = RestoreDrill::new("/backups/app's.dump", "app_drill").record("last_drill");
    insta::with_settings!({snapshot_path => "../snapshots/operations", prepend_module_to_snapshot => false}, {
        insta::assert_snapshot!("pg_hba", operations.pg_hba().unwrap());
        for version in [Version::V14, Version::V18] {
            let conf = operations.postgresql_conf(&facts, version).unwrap();
            insta::assert_snapshot!(format!("postgresql_conf_{version}"), conf);
        }
        insta::assert_snapshot!("pgbouncer_ini", operations.pgbouncer_ini(&pooler).unwrap());
        insta::assert_snapshot!("backup_role", BackupRole::new("app_backup").unwrap().to_sql());
        insta::assert_snapshot!("restore_drill", operations.restore_drill(&drill).unwrap());
    });
}

#[test]
fn a_backup_has_every_row_and_the_drill_says_so() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let bin = bin(version);
        let model = model();
        let database = cluster.fresh_database();
        let mut client = database.superuser();
        client
            .batch_execute(&model.render(version).unwrap())
            .unwrap();
        let make_role = BackupRole::new("app_backup").unwrap().to_sql();
        client.batch_execute(&make_role).unwrap();
        client.batch_execute(&make_role).unwrap();
        // The role is in no model, and what it may is known; anything more is not.
        let role = BackupRole::new("app_backup").unwrap();
        let meant = |client: &mut postgres::Client| {
            let mut report = privileges(&model, client).unwrap();
            report.retain(|it| !role.accounts_for(it));
            let mut drift = compare(&model, client).unwrap();
            drift.retain(|it| !role.accounts_for_drift(it));
            (report.deny().is_ok(), drift.deny().is_ok())
        };
        assert_eq!(meant(&mut client), (true, true));
        let more = "GRANT UPDATE ON app.notes TO app_backup";
        client.batch_execute(more).unwrap();
        assert_eq!(meant(&mut client), (false, false));
        client
            .batch_execute("REVOKE UPDATE ON app.notes FROM app_backup")
            .unwrap();
        let rows = "INSERT INTO app.notes SELECT gen_random_uuid(), gen_random_uuid(), 'x' FROM generate_series(1, 7)";
        client.batch_execute(rows).unwrap();
        let mut backup = database.connect_as("app_backup");
        let count = backup
            .query_one("SELECT count(*) FROM app.notes", &[])
            .unwrap();
        assert_eq!(count.get::<_, i64>(0), 7);
        assert!(backup.batch_execute("DELETE FROM app.notes").is_err());
        // A machine has the client programs of one version, or of few; the drill is run with those.
        let Some(bin) = bin else {
            let all = ["14", "15", "16", "17", "18", "19"];
            assert!(
                all.iter().any(|it| programs(it).is_some()),
                "pg_dump is needed: tests/run installs it"
            );
            return;
        };
        let directory = Directory::new();
        let dump = directory.path().join("app.dump");
        let host = cluster.directory().to_str().unwrap().to_owned();
        let in_path = format!("{}:{}", bin, std::env::var("PATH").unwrap_or_default());
        let run = |command: &mut Command| {
            command
                .env("PATH", &in_path)
                .env("PGHOST", &host)
                .env("PGUSER", "postgres");
            let output = command
                .env("PGPORT", cluster.port().to_string())
                .output()
                .unwrap();
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            (
                output.status.success(),
                text + &String::from_utf8_lossy(&output.stderr),
            )
        };
        let (is_done, text) = run(Command::new("pg_dump")
            .args(["-Fc", "-U", "app_backup", "-d", &database.name, "-f"])
            .arg(&dump));
        assert!(is_done, "{text}");
        let drill = |rows: u64| {
            let drill = RestoreDrill::new(dump.to_str().unwrap(), "drill");
            let script = operations(&model).restore_drill(&drill.at_least("app.notes", rows));
            let script = directory.write("drill.sh", &script.unwrap());
            run(Command::new("sh").arg(&script))
        };
        let (is_done, text) = drill(7);
        assert!(is_done && text.contains("app.notes 7 rows"), "{text}");
        let (is_done, text) = drill(8);
        assert!(!is_done && text.contains("8 rows at least"), "{text}");
        // A backup from before the policies is none, nor is one with fewer of them, or without a table.
        for (break_it, mend_it) in [
            (
                "ALTER TABLE app.notes DISABLE ROW LEVEL SECURITY",
                "ALTER TABLE app.notes ENABLE ROW LEVEL SECURITY",
            ),
            (
                "ALTER TABLE app.notes NO FORCE ROW LEVEL SECURITY",
                "ALTER TABLE app.notes FORCE ROW LEVEL SECURITY",
            ),
            (
                "CREATE POLICY more ON app.notes USING (true)",
                "DROP POLICY more ON app.notes",
            ),
            (
                "ALTER TABLE app.notes RENAME TO kept",
                "ALTER TABLE app.kept RENAME TO notes",
            ),
        ] {
            client.batch_execute(break_it).unwrap();
            let (_, text) = run(Command::new("pg_dump")
                .args(["-Fc", "-d", &database.name, "-f"])
                .arg(&dump));
            let (is_done, drilled) = drill(0);
            assert!(!is_done, "{break_it}: {text}{drilled}");
            client.batch_execute(mend_it).unwrap();
        }
        // Of the schema alone, without the rights, or with a name that a program takes for something else.
        for without in ["--schema-only", "--no-privileges"] {
            let (is_done, text) = run(Command::new("pg_dump")
                .args(["-Fc", without, "-d", &database.name, "-f"])
                .arg(&dump));
            assert!(is_done, "{text}");
            let (is_done, text) = drill(0);
            assert!(!is_done, "{without}: {text}");
        }
        // A table that can't be read to its end.
        let unreadable = RestoreDrill::new(dump.to_str().unwrap(), "drill");
        let script = operations(&model).restore_drill(&unreadable).unwrap();
        let script = script.replace("SELECT count(*) FROM app.notes", "SELECT 1 / 0");
        let script = directory.write("drill.sh", &script);
        assert!(!run(Command::new("sh").arg(&script)).0);
    });
}

fn bin(version: Version) -> Option<String> {
    programs(&version.to_string())
}

/// Where Debian has the client programs of a version.
fn programs(version: &str) -> Option<String> {
    let bin = format!("/usr/lib/postgresql/{version}/bin");
    let has_all = ["pg_dump", "pg_restore", "psql", "createdb", "dropdb"]
        .iter()
        .all(|it| std::path::Path::new(&bin).join(it).exists());
    has_all.then_some(bin)
}

/// A table with the worst of names.
#[derive(Table)]
#[pg(table = "it's; rm -rf \"$HOME\"", tenant = id)]
#[allow(dead_code, reason = "only described")]
struct Hostile {
    #[pg(primary_key)]
    id: Uuid,
}

#[test]
fn a_hostile_text_is_quoted_or_refused() {
    let builder = Database::builder().hardened("app").table::<Hostile>();
    let hostile = builder.build().unwrap_or_else(|errors| panic!("{errors}"));
    let script =
        Operations::new(&hostile, "app_db").restore_drill(&RestoreDrill::new("/a'; rm /", "b"));
    let script = script.unwrap();
    let directory = Directory::new();
    let file = directory.write("drill.sh", &script);
    // The shell reads it, and the words are what they were.
    assert!(
        Command::new("sh")
            .args(["-n", &file])
            .status()
            .unwrap()
            .success()
    );
    let dump = script.lines().find(|it| it.starts_with("dump=")).unwrap();
    assert_eq!(dump, r"dump='/a'\''; rm /'");
    // `find` takes what begins like this for what it shall do, and other programs a name for a connection.
    let drill = |dump: &str, name: &str| {
        Operations::new(&hostile, "app_db").restore_drill(&RestoreDrill::new(dump, name))
    };
    assert!(
        drill("-delete", "b")
            .unwrap()
            .contains("dump='./-delete'\n")
    );
    for name in ["dbname=app_db", "postgresql://localhost/app_db"] {
        assert!(
            matches!(drill("/a", name), Err(OperationsError::Text { .. })),
            "{name}"
        );
    }
    let model = model();
    let same = operations(&model).backup_role(BackupRole::new("app_runtime").unwrap());
    assert!(matches!(
        same.pg_hba(),
        Err(OperationsError::BackupRole { .. })
    ));
    let line_break = Operations::new(&model, "app\ndb").pg_hba();
    assert!(matches!(
        line_break,
        Err(OperationsError::NoNetwork { .. } | OperationsError::Text { .. })
    ));
    let facts = ServerFacts::new("10.0.0.5\nfsync = off", 1024).without_archive("a test");
    let facts = facts.client_authority("clients.crt");
    let conf = operations(&model).postgresql_conf(&facts, Version::V18);
    assert!(matches!(conf, Err(OperationsError::Text { .. })));
    let facts = ServerFacts::new("10.0.0.5", u64::MAX).without_archive("a test");
    let facts = facts.client_authority("clients.crt");
    let conf = operations(&model).postgresql_conf(&facts, Version::V18);
    assert!(matches!(conf, Err(OperationsError::Size { .. })));
    let facts = ServerFacts::new("10.0.0.5", 1024).without_archive("a test");
    let facts = facts.client_authority("clients.crt").max_connections(3);
    let conf = operations(&model).postgresql_conf(&facts, Version::V18);
    assert!(matches!(conf, Err(OperationsError::Size { .. })));
    let secret = ServerFacts::new("10.0.0.5", 1024).archive_command("cp --password=hunter2\n");
    let secret = secret.client_authority("clients.crt");
    let error = operations(&model)
        .postgresql_conf(&secret, Version::V18)
        .unwrap_err();
    assert!(
        !format!("{error} {error:?}").contains("hunter2"),
        "{error:?}"
    );
    let facts = ServerFacts::new("10.0.0.5", 1024);
    assert!(
        operations(&model)
            .postgresql_conf(&facts, Version::V18)
            .is_err()
    );
    let pooler = PoolerFacts::new("db\n[users]", "/ca.pem");
    assert!(operations(&model).pgbouncer_ini(&pooler).is_err());
    let spaced = Operations::new(&model, "my db");
    let spaced = ["app_runtime", "app_readonly", "app_migrator"]
        .into_iter()
        .fold(spaced, |it, role| {
            it.network(role, "10.0.0.0/8".parse().unwrap())
        });
    assert!(
        spaced
            .pgbouncer_ini(&PoolerFacts::new("db", "/ca.pem"))
            .is_err()
    );
    let open = PoolerFacts::new("db", "/ca.pem").listen("0.0.0.0", 6432);
    assert!(operations(&model).pgbouncer_ini(&open).is_err());
    let nobody = Operations::new(&model, "app_db").network("nobody", "10.0.0.0/8".parse().unwrap());
    assert!(matches!(
        nobody.pg_hba(),
        Err(OperationsError::UnknownRole { .. })
    ));
    assert!(matches!(
        Operations::new(&model, "app_db").pg_hba(),
        Err(OperationsError::NoNetwork { .. })
    ));
}

/// The worst of names, as roles that log in.
fn hostile_roles(more: &[&str]) -> Database {
    let names = [
        "all",
        "replication",
        "+readers",
        "@/etc/passwd",
        "a, b # c",
        "say \"hi\"",
        "\"",
        "ends with \\",
    ];
    let mut builder = Database::builder().hardened("app");
    for name in names.iter().chain(more) {
        builder = builder.role(Role::login(Identifier::new(name).unwrap()));
    }
    builder.build().unwrap_or_else(|errors| panic!("{errors}"))
}

/// Each role from one network, in a database with a name that is a word of the file.
fn everywhere(model: &Database) -> Operations<'_> {
    let operations = Operations::new(model, "all").local_pooler();
    let roles = model.roles().iter().filter(|it| it.login);
    roles.fold(operations, |it, role| {
        it.network(role.name.as_str(), "10.0.0.0/8".parse().unwrap())
    })
}

#[test]
fn a_line_is_about_the_role_of_its_name_and_no_other() {
    let model = hostile_roles(&[]);
    let login = || model.roles().iter().filter(|it| it.login);
    let hba = everywhere(&model).pg_hba().unwrap();
    let hba = hba
        .replace("peer", "trust")
        .replace("scram-sha-256", "trust");
    for version in versions() {
        let version = Version::try_from(version).unwrap();
        let directory = Directory::new();
        let server = Server::builder(version).installations(INSTALLED);
        let server = server.setting("hba_file", directory.write("pg_hba.conf", &hba));
        let server = server.start().unwrap_or_else(|error| panic!("{error}"));
        let mut client = server.client("postgres").unwrap();
        client.batch_execute("CREATE ROLE readers; CREATE ROLE reader LOGIN IN ROLE readers; CREATE ROLE b LOGIN").unwrap();
        client.batch_execute("CREATE DATABASE \"all\"").unwrap();
        for role in login() {
            let made = format!("CREATE ROLE {} LOGIN", role.name);
            client.batch_execute(&made).unwrap();
        }
        let come = |role: &str, database: &str| {
            let mut config = Config::new();
            config.host_path(server.directory()).port(server.port());
            config.user(role).dbname(database).connect(NoTls)
        };
        for role in login().filter(|it| it.name.as_str() != "app_migrator") {
            let name = role.name.as_str();
            come(name, "all").unwrap_or_else(|error| panic!("{version} {name}: {error:?}"));
            assert!(come(name, "postgres").is_err(), "{name}");
        }
        for stranger in ["reader", "b", "readers"] {
            let error = come(stranger, "all").err().unwrap();
            assert_eq!(sqlstate(&error), "28000", "{version} {stranger}");
        }
    }
    // Quotes help no name that begins with a slash: to a server from 16 on it stands for others.
    for more in ["/.*", "postgres"] {
        let model = hostile_roles(&[more]);
        let error = everywhere(&model).pg_hba().unwrap_err();
        assert!(
            matches!(
                error,
                OperationsError::Text { .. } | OperationsError::Superuser { .. }
            ),
            "{error:?}"
        );
    }
    let everything = Operations::new(&model, "/").pg_hba();
    assert!(matches!(everything, Err(OperationsError::Text { .. })));
}

#[test]
fn the_largest_server_is_one() {
    let model = model();
    let of = |memory, connections| {
        let facts = ServerFacts::new("10.0.0.5", memory).max_connections(connections);
        let facts = facts.without_archive("a test").client_authority("a.crt");
        operations(&model).postgresql_conf(&facts, Version::V14)
    };
    assert!(of((1 << 24) + 1, 100).is_err() && of(1024, 260_001).is_err());
    for_each_own_cluster(|cluster| {
        let database = cluster.fresh_database();
        let mut client = database.superuser();
        for (memory, connections) in [(256, 4), (256, 260_000), (1 << 24, 4), (1 << 24, 260_000)] {
            let conf = of(memory, connections).unwrap();
            let sizes = conf.lines().filter_map(|it| it.split_once(" = "));
            let sizes = sizes.filter(|(name, value)| {
                *name == "max_connections" || value.ends_with("kB") || value.ends_with("MB")
            });
            // What is out of range the server refuses here already.
            for (name, value) in sizes {
                let sql = format!("ALTER SYSTEM SET {name} = '{value}'");
                let done = client.batch_execute(&sql);
                done.unwrap_or_else(|error| panic!("{sql}: {error:?}"));
            }
        }
    });
}

#[test]
fn the_log_shows_no_value_of_a_row_and_no_verifier() {
    let model = model();
    for version in versions() {
        let version = Version::try_from(version).unwrap();
        let directory = Directory::new();
        let server = start(version, &directory, &certificates("localhost"));
        let mut client = server.client("app_db").unwrap();
        let table = "CREATE TABLE app.people (name text UNIQUE)";
        client.batch_execute(table).unwrap();
        let insert = "INSERT INTO app.people VALUES ($1)";
        client.execute(insert, &[&"SECRET-1"]).unwrap();
        let error = client.execute(insert, &[&"SECRET-1"]).unwrap_err();
        assert_eq!(sqlstate(&error), "23505");
        let slow = "SELECT $1::text, pg_sleep(0.6)::text";
        client.query(slow, &[&"SECRET-2"]).unwrap();
        let text = server.log().unwrap();
        let is_logged = |it| text.contains(it);
        assert!(
            is_logged("people_name_key") && is_logged("pg_sleep"),
            "{text}"
        );
        assert!(!is_logged("SECRET"), "{text}");
        // One statement after the other, as psql sends them.
        let before = text.len();
        let set_up = operations(&model).set_up(&crate::production::verifiers());
        for statement in set_up.unwrap().lines() {
            client.batch_execute(statement).unwrap();
        }
        let text = server.log().unwrap();
        assert!(!text[before..].contains("SCRAM-SHA-256$"), "{text}");
    }
}

#[test]
fn pools_leave_what_comes_without_them_and_are_shared_by_poolers() {
    let model = model();
    let operations = operations(&model);
    let sizes = |operations: &Operations<'_>, facts: PoolerFacts| {
        let ini = operations.pgbouncer_ini(&facts).unwrap();
        let (_, users) = ini.split_once("[users]").unwrap();
        let sizes = users.lines().filter_map(|it| it.rsplit_once('='));
        sizes.map(|it| it.1.parse().unwrap()).collect::<Vec<u32>>()
    };
    let facts = || PoolerFacts::new("db", "/ca.pem").max_connections(30);
    // Three for superusers, two for people, three for the migrator; two more for backups.
    assert_eq!(sizes(&operations, facts()), [10, 11]);
    assert_eq!(sizes(&operations, facts().poolers(2)), [5, 5]);
    let operations = operations
        .backup_role(BackupRole::new("app_backup").unwrap())
        .network("app_backup", "10.0.8.7".parse().unwrap());
    assert_eq!(sizes(&operations, facts()), [10, 10]);
    for few in [facts().max_connections(11), facts().poolers(11)] {
        assert!(operations.pgbouncer_ini(&few).is_err());
    }
    // A role of the model that no policy binds is for backups, and takes no pool.
    let mut role = Role::login(Identifier::new("app_dump").unwrap());
    role.bypass_row_security = true;
    let builder = Database::builder().hardened("app").role(role);
    let model = builder.build().unwrap_or_else(|errors| panic!("{errors}"));
    let ini = everywhere(&model).pgbouncer_ini(&PoolerFacts::new("db", "/ca.pem"));
    assert!(!ini.unwrap().contains("app_dump"));
}

#[test]
fn pools_of_a_role_fit_into_its_limit() {
    let model = model();
    let pools = Pools::new(200).roles_of(&model);
    let pools = pools.pool_of("app_runtime", "web", 10, 6);
    assert_eq!(pools.check().unwrap().left, 137);
    let more = pools.pool_of("app_runtime", "worker", 5, 1);
    let error = more.check().unwrap_err().to_string();
    assert!(
        error.contains("open up to 65 connections, and the role may have 60"),
        "{error}"
    );
}

#[test]
fn pools_that_do_not_fit_are_refused() {
    let pools = Pools::new(100).pool("web", 20, 4).pool("worker", 5, 3);
    assert_eq!(pools.check().unwrap().left, 2);
    let error = pools.pool("cron", 3, 1).check().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the pools open up to 98 connections, and the server has 97: web 20 x 4, worker 5 x 3, cron 3 x 1; \
         make them smaller, or put PgBouncer between"
    );
}
