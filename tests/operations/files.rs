//! The files are read by the servers that they are for, and hostile names change nothing in them.

use std::process::Command;

use pgschema::operations::{
    BackupRole, Operations, OperationsError, PoolerFacts, Pools, RestoreDrill, ServerFacts,
};
use pgschema::{Database, Table, Version};
use pgschema_test_support::{for_each_own_cluster, versions};
use uuid::Uuid;

use crate::production::{Directory, certificates, model, operations, start};

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
        .preload("pgaudit");
    assert!(!format!("{facts:?}").contains("stanza"), "{facts:?}");
    let pooler = PoolerFacts::new("db.internal", "/etc/ssl/certs/pg-ca.pem").max_connections(200);
    let drill = RestoreDrill::new("/backups/app's.dump", "app_drill");
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
    let model = model();
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
