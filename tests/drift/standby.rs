//! A replica in recovery, as a team has one beside its primary: what only reads looks at it, and what must
//! write says that it can't.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use pgschema::Version;
use pgschema::verify::{
    Auditor, VerifyError, compare, compare_without_expressions, privileges, prove,
};
use pgschema_test_support::{Cluster, apply, for_each_own_cluster};
use postgres::{Client, Config, NoTls};

/// Ends the server when the other end of the pipe is closed, also where the test is killed.
const WATCHDOG: &str = "\"$0\" -D \"$1/data\" & read -r _; kill -QUIT $! && wait $!; rm -rf \"$1\"";

/// A server that follows a backup of another one, and is gone with its value.
struct Standby {
    directory: PathBuf,
    watchdog: Child,
}

impl Standby {
    /// From a backup that is taken by the server's own functions, since not every machine has
    /// `pg_basebackup`.
    fn of(cluster: &Cluster) -> Self {
        let directory = PathBuf::from(format!("{}-standby", cluster.directory().display()));
        let data = directory.join("data");
        fs::create_dir(&directory).unwrap();
        let mut superuser = cluster.superuser("postgres");
        let (start, stop) = match cluster.version() {
            14 => (
                "SELECT pg_start_backup('standby', true, false)::text",
                "SELECT labelfile FROM pg_stop_backup(false, false)",
            ),
            _ => (
                "SELECT pg_backup_start('standby', true)::text",
                "SELECT labelfile FROM pg_backup_stop(false)",
            ),
        };
        superuser.query_one(start, &[]).unwrap();
        let source = cluster.directory().join("data");
        copy(&source, &data);
        let label: String = superuser.query_one(stop, &[]).unwrap().get(0);
        // The backup ends in what was written since.
        copy(&source.join("pg_wal"), &data.join("pg_wal"));
        fs::write(data.join("backup_label"), label).unwrap();
        fs::write(data.join("standby.signal"), "").unwrap();
        let _ = fs::remove_file(data.join("postmaster.pid"));
        let settings = format!(
            "{}\nunix_socket_directories = '{}'\n",
            fs::read_to_string(data.join("postgresql.conf")).unwrap(),
            directory.display()
        );
        fs::write(data.join("postgresql.conf"), settings).unwrap();
        let owner = fs::metadata(&source).unwrap();
        own(&directory, &owner);
        let bin: String = superuser
            .query_one("SELECT setting FROM pg_config WHERE name = 'BINDIR'", &[])
            .unwrap()
            .get(0);
        let mut command = Command::new("/bin/sh");
        command
            .args(["-c", WATCHDOG])
            .arg(Path::new(&bin).join("postgres"))
            .arg(&directory)
            .current_dir(&directory)
            .env("LC_ALL", "C")
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(fs::File::create(directory.join("log")).unwrap());
        if fs::metadata("/proc/self").is_ok_and(|it| it.uid() != owner.uid()) {
            command.uid(owner.uid()).gid(owner.gid());
        }
        let watchdog = command.spawn().unwrap();
        Self {
            directory,
            watchdog,
        }
    }

    fn connect(&self, role: &str, database: &str) -> Client {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let mut config = Config::new();
            let config = config.host_path(&self.directory).port(5432);
            match config.user(role).dbname(database).connect(NoTls) {
                Ok(client) => return client,
                Err(error) if Instant::now() > deadline => {
                    let log = fs::read_to_string(self.directory.join("log")).unwrap_or_default();
                    panic!("{error:?}\n{log}");
                }
                Err(_) => thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

impl Drop for Standby {
    fn drop(&mut self) {
        // Closes the pipe first.
        let _ = self.watchdog.wait();
    }
}

/// What is removed while a server runs was not to be copied.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => copy(&source, &target),
            _ => {
                let _ = fs::copy(&source, &target);
            }
        }
    }
}

fn own(path: &Path, owner: &fs::Metadata) {
    chown(path, Some(owner.uid()), Some(owner.gid())).unwrap();
    if path.is_dir() {
        fs::set_permissions(path, fs::Permissions::from_mode(0o700)).unwrap();
        for entry in fs::read_dir(path).unwrap() {
            own(&entry.unwrap().path(), owner);
        }
    }
}

#[test]
fn a_replica_is_looked_at_and_nothing_is_written_there() {
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = saas::database(version).unwrap();
        let server = cluster.fresh_database();
        apply(&mut server.owner(), &database.render(version).unwrap());
        let standby = Standby::of(cluster);
        for role in ["postgres", &server.owner, "app_readonly"] {
            let mut client = standby.connect(role, &server.name);
            let recovers = client.query_one("SELECT pg_is_in_recovery()", &[]).unwrap();
            assert!(recovers.get::<_, bool>(0));
            let error = compare(&database, &mut client).unwrap_err();
            assert!(matches!(error, VerifyError::ReadOnly { .. }), "{error:?}");
            let text = error.to_string();
            assert!(text.contains("connect to the primary"), "{text}");
            let error = prove(&database, &mut client).unwrap_err();
            assert!(matches!(error, VerifyError::ReadOnly { .. }), "{error:?}");
            let drift = compare_without_expressions(&database, &mut client).unwrap();
            assert!(drift.is_empty(), "{role}: {drift}");
            let report = privileges(&database, &mut client).unwrap();
            assert!(report.differences().is_empty(), "{role}: {report}");
            let audit = Auditor::of(&database).audit(&mut client).unwrap();
            if role == "postgres" {
                assert!(audit.skipped().is_empty(), "{audit}");
                let mut primary = server.superuser();
                let there = Auditor::of(&database).audit(&mut primary).unwrap();
                assert_eq!(audit.to_json(), there.to_json());
            }
        }
    });
}
