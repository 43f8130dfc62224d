//! PgBouncer in transaction mode between many clients and few connections.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use pgschema::operations::PoolerFacts;
use pgschema::query::postgres::TenantTransaction;
use pgschema::query::{self, Authenticated, Context};
use pgschema::{Database, Version};
use pgschema_test_support::versions;
use postgres::{Client, Config, NoTls};
use uuid::Uuid;

use crate::production::{
    Directory, Note, PASSWORD, certificates, free_port, model, operations, start, verifiers,
};

/// A pooler that ends with the test.
struct Pooler {
    child: Child,
    port: u16,
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program() -> &'static str {
    let places = [
        "/usr/sbin/pgbouncer",
        "/usr/bin/pgbouncer",
        "/opt/homebrew/bin/pgbouncer",
    ];
    let found = places.into_iter().find(|it| Path::new(it).exists());
    found.expect("PgBouncer is needed: tests/run installs it (Debian: apt-get install pgbouncer)")
}

impl Pooler {
    fn start(model: &Database, directory: &Directory, socket: &str, port: u16) -> Self {
        let operations = operations(model);
        let users = directory.write(
            "userlist.txt",
            &operations.pgbouncer_users(&verifiers()).unwrap(),
        );
        let own = free_port();
        let facts = PoolerFacts::local(socket)
            .port(port)
            .listen("127.0.0.1", own)
            .auth_file(users)
            .version(version().0, version().1)
            .max_connections(12);
        let ini = operations.pgbouncer_ini(&facts).unwrap();
        let ini = directory.write("pgbouncer.ini", &ini);
        let mut command = Command::new(program());
        command
            .arg("-q")
            .stdout(Stdio::null())
            .stderr(Stdio::inherit());
        // It refuses to run as root.
        if std::env::var_os("USER").is_none_or(|it| it == "root") {
            command.args(["-u", "nobody"]);
        }
        let child = command.arg(ini).spawn().unwrap();
        let pooler = Self { child, port: own };
        let begun = Instant::now();
        while let Err(error) = pooler.connect() {
            assert!(begun.elapsed() < Duration::from_secs(20), "{error:?}");
            thread::sleep(Duration::from_millis(20));
        }
        pooler
    }

    fn connect(&self) -> Result<Client, postgres::Error> {
        let mut config = Config::new();
        config.host("127.0.0.1").port(self.port).dbname("app_db");
        config.user("app_runtime").password(PASSWORD).connect(NoTls)
    }
}

fn version() -> (u16, u16) {
    let output = Command::new(program()).arg("--version").output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter_map(|it| it.parse().ok());
    (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0))
}

const CLIENTS: usize = 16;
const TURNS: usize = 60;

#[test]
fn tenants_on_few_connections_never_see_each_other_and_leave_nothing() {
    let model = model();
    for number in versions() {
        let version = Version::try_from(number).unwrap();
        let directory = Directory::new();
        let server = start(version, &directory, &certificates("localhost"));
        let socket = server.directory().to_str().unwrap();
        let mut superuser = server.client("app_db").unwrap();
        let pooler = Pooler::start(&model, &directory, socket, server.port());
        thread::scope(|scope| {
            for client in 0..CLIENTS {
                let (pooler, model) = (&pooler, &model);
                scope.spawn(move || work(pooler, model, client));
            }
        });
        let rows = "SELECT count(*), count(DISTINCT tenant_id) FROM app.notes";
        let row = superuser.query_one(rows, &[]).unwrap();
        let expected = i64::try_from(CLIENTS * TURNS).unwrap();
        assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (expected, 4));
        let backends = "SELECT count(*) FROM pg_stat_activity WHERE usename = 'app_runtime'";
        let backends: i64 = superuser.query_one(backends, &[]).unwrap().get(0);
        assert!(
            backends <= 2,
            "{backends} connections for {CLIENTS} clients"
        );
    }
}

/// Each transaction of another tenant; in between, transactions that are bound to nobody.
fn work(pooler: &Pooler, model: &Database, client: usize) {
    let mut connection = pooler.connect().unwrap();
    for turn in 0..TURNS {
        let tenant = Uuid::from_u128(((client + turn) % 4 + 1) as u128);
        let context = Context::new(model).tenant(Authenticated::by("the test", tenant));
        let context = context.unwrap();
        let mut transaction = TenantTransaction::begin(&mut connection, &context).unwrap();
        let insert = query::insert::<Note>(model).value(|n| n.text, format!("{client}/{turn}"));
        transaction.execute(&insert.build().unwrap()).unwrap();
        let page = query::page::<Note>(model)
            .columns(|n| n.tenant_id)
            .ascending(|n| n.id);
        let rows = transaction
            .query(&page.limit(10_000).build().unwrap())
            .unwrap();
        assert!(!rows.is_empty());
        assert!(rows.iter().all(|row| row.get::<_, Uuid>(0) == tenant));
        match turn % 5 {
            // A transaction that is dropped is taken back; its row is added once more.
            0 => {
                drop(transaction);
                let mut again = TenantTransaction::begin(&mut connection, &context).unwrap();
                let insert = query::insert::<Note>(model).value(|n| n.text, "again");
                again.execute(&insert.build().unwrap()).unwrap();
                again.commit().unwrap();
            }
            _ => transaction.commit().unwrap(),
        }
        let mut unbound = connection.transaction().unwrap();
        let none =
            "SELECT count(*), coalesce(current_setting('app.tenant_id', true), '') FROM app.notes";
        let row = unbound.query_typed(none, &[]).unwrap();
        assert_eq!((row[0].get::<_, i64>(0), row[0].get::<_, &str>(1)), (0, ""));
    }
}
