//! Servers as a user of the library has them: `pgschema::verify::Server`.

use std::env;
use std::os::unix::process::CommandExt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{fs, io::BufRead, io::BufReader};

use pgschema::Version;
use pgschema::verify::{Server, ServerBuilder, ServerError};
use pgschema_test_support::versions;

fn newest() -> Version {
    Version::try_from(*versions().last().unwrap()).unwrap()
}

/// With the servers that `tests/run` installs.
fn builder() -> ServerBuilder {
    Server::builder(newest())
        .installations(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/postgresql"))
}

fn answer(server: &Server, role: &str, database: &str, query: &str) -> String {
    let mut client = server.connect(role, database).unwrap();
    client.query_one(query, &[]).unwrap().get(0)
}

#[test]
fn a_setting_is_the_servers() {
    let server = builder()
        .setting("max_connections", "20")
        .setting("app.motto", r"it's \ 'fine'")
        .start()
        .unwrap();
    for (name, value) in [("max_connections", "20"), ("app.motto", r"it's \ 'fine'")] {
        let query = format!("SELECT current_setting('{name}')");
        assert_eq!(answer(&server, "postgres", "postgres", &query), value);
    }
}

#[test]
fn a_database_may_have_any_name() {
    let server = builder().start().unwrap();
    for name in ["shop", "say \"hi\"", "a/b@c:d?e=f&é %41"] {
        server.create_database(name).unwrap();
        let query = "SELECT current_catalog::text";
        assert_eq!(answer(&server, "postgres", name, query), name);
        let url = server.connection_string("postgres", name);
        let mut client = postgres::Client::connect(&url, postgres::NoTls).unwrap();
        let found: String = client.query_one(query, &[]).unwrap().get(0);
        assert_eq!(found, name);
    }
    let taken = server.create_database("shop").unwrap_err().to_string();
    assert_eq!(
        taken,
        "creating the database shop failed: database \"shop\" already exists (SQLSTATE 42P04)"
    );
    assert!(matches!(
        server.create_database(""),
        Err(ServerError::Name(_))
    ));
}

#[test]
fn a_refused_connection_says_who_and_why() {
    let server = builder().start().unwrap();
    let error = server.connect("nobody_here", "postgres").err().unwrap();
    assert_eq!(
        error.to_string(),
        "connecting as nobody_here to the database postgres failed: role \"nobody_here\" does not exist \
         (SQLSTATE 28000)"
    );
    assert!(server.log().unwrap().contains("nobody_here"));
}

#[test]
fn it_starts_within_an_asynchronous_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let found = runtime.block_on(async {
        let server = builder().start().unwrap();
        server.create_database("shop").unwrap();
        let url = server.connection_string("postgres", "shop");
        let (client, connection) = tokio_postgres::connect(&url, tokio_postgres::NoTls)
            .await
            .unwrap();
        tokio::spawn(connection);
        let row = client.query_one("SELECT current_catalog::text", &[]).await;
        row.unwrap().get::<_, String>(0)
    });
    assert_eq!(found, "shop");
}

#[test]
fn a_server_that_does_not_start_says_why_and_leaves_nothing() {
    let error = builder().setting("max_connections", "many").start();
    let error = error.unwrap_err();
    let ServerError::NotStarted { log, .. } = &error else {
        panic!("{error}")
    };
    assert!(
        log.contains("invalid value for parameter \"max_connections\": \"many\""),
        "{log}"
    );
    assert!(
        error.to_string().contains("did not start; its log:\n"),
        "{error}"
    );
    let (_, rest) = log.split_once(" /tmp/pgschema-").unwrap();
    let number = rest.split('/').next().unwrap();
    let directory = PathBuf::from(format!("/tmp/pgschema-{number}"));
    wait_until("it is gone", || !directory.exists());
}

#[test]
fn a_setting_that_is_none_is_an_error() {
    let error = builder().setting("port = 1\nport", "1").start();
    assert!(matches!(error, Err(ServerError::Setting { .. })));
}

#[test]
fn a_directory_that_has_no_programs_is_named_in_the_error() {
    let error = builder().binaries("/etc").start().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`ServerBuilder::binaries` names /etc, where initdb or postgres can't be run; it must have the \
         programs initdb and postgres of PostgreSQL"
    );
}

#[test]
fn a_panic_ends_it() {
    let mut directory = PathBuf::new();
    let panicked = catch_unwind(AssertUnwindSafe(|| {
        let server = builder().start().unwrap();
        directory = server.directory().to_path_buf();
        assert!(!directory.is_dir(), "as a failed test does");
    }));
    assert!(panicked.is_err());
    assert!(!directory.as_os_str().is_empty() && !directory.exists());
}

/// Set in the process that is to be ended.
const VICTIM: &str = "PGSCHEMA_TEST_VICTIM";
/// Stands before what that process says of its server.
const MARK: &str = "server: ";

#[test]
fn control_c_ends_it() {
    ended_by("control_c_ends_it", |victim| {
        // As a terminal does: to the whole process group.
        let group = format!("-{}", victim.id());
        let sent = Command::new("sh")
            .args(["-c", "kill -INT \"$1\"", "sh", &group])
            .status();
        assert!(sent.unwrap().success());
    });
}

#[test]
fn a_killed_process_ends_it() {
    ended_by("a_killed_process_ends_it", |victim| victim.kill().unwrap());
}

/// Runs the same test in another process, which is ended when its server runs.
fn ended_by(test: &str, end: impl FnOnce(&mut Child)) {
    if env::var_os(VICTIM).is_some() {
        // A static is never dropped.
        static SERVER: std::sync::OnceLock<Server> = std::sync::OnceLock::new();
        let server = SERVER.get_or_init(|| builder().start().unwrap());
        let pid = fs::read_to_string(server.directory().join("data/postmaster.pid")).unwrap();
        let pid = pid.lines().next().unwrap();
        println!("{MARK}{} {pid}", server.directory().display());
        thread::sleep(Duration::from_secs(120));
        return;
    }
    let mut victim = Command::new(env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env(VICTIM, "1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .process_group(0)
        .spawn()
        .unwrap();
    let (directory, postmaster) = BufReader::new(victim.stdout.take().unwrap())
        .lines()
        .find_map(|line| {
            let line = line.unwrap();
            let (directory, postmaster) = line.split_once(MARK)?.1.split_once(' ')?;
            Some((directory.to_owned(), postmaster.to_owned()))
        })
        .expect("the process ended before it had a server");
    assert!(runs(&postmaster));
    end(&mut victim);
    victim.wait().unwrap();
    wait_until("nothing is left", || {
        !runs(&postmaster) && !Path::new(&directory).exists()
    });
}

fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !is_so() {
        assert!(Instant::now() < deadline, "never came true: {what}");
        thread::sleep(Duration::from_millis(20));
    }
}

fn runs(process: &str) -> bool {
    Command::new("sh")
        .args(["-c", "kill -0 \"$1\"", "sh", process])
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}
