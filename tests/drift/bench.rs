//! How long it takes to compare 2,000 tables with their model, beside `pg_dump --schema-only` of the
//! same database in the same run.
//!
//! `cargo bench -p pgschema-tests --bench drift`, with `-- 200` for as many tables. `PG_DUMP` names the
//! program, which must not be older than the server; `PGSCHEMA_TEST_VERSIONS` the server. Only the ratios
//! mean something on another machine.

#[allow(dead_code, reason = "it is for another benchmark too")]
#[path = "../../pgschema/benches/render/pgschema_statements.rs"]
mod statements;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use pgschema::Version;
use pgschema::verify::{compare, compare_without_expressions};
use pgschema_test_support::{Cluster, versions};

const ROUNDS: usize = 5;

fn main() {
    let count = std::env::args()
        .filter_map(|argument| argument.parse().ok())
        .next()
        .unwrap_or(2_000);
    let pg_dump = std::env::var("PG_DUMP").unwrap_or_else(|_| "pg_dump".to_owned());
    let version = versions()[0];
    let cluster = Cluster::start(version);
    let version = Version::try_from(version).unwrap();
    let database = statements::clean(&statements::names(count));
    let server = cluster.fresh_database();
    let ddl = database.render(version).unwrap();
    let start = Instant::now();
    server
        .owner()
        .batch_execute(&format!("BEGIN; {ddl}; COMMIT; ANALYZE"))
        .unwrap();
    println!(
        "PostgreSQL {version}, {} tables, {} kB of DDL, applied in {:.1?}",
        database.tables().len(),
        ddl.len() / 1024,
        start.elapsed()
    );
    let dump = || {
        let status = Command::new(&pg_dump)
            .args([
                "--schema-only",
                "--port",
                "5432",
                "--username",
                "postgres",
                "--host",
            ])
            .arg(cluster.directory())
            .arg(&server.name)
            .stdout(Stdio::null())
            .status();
        assert!(status.unwrap().success(), "{pg_dump}");
    };
    let mut client = server.owner();
    let (mut dumps, mut full, mut reduced) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        dumps.push(time(dump));
        full.push(time(|| {
            let drift = compare(&database, &mut client).unwrap();
            assert!(drift.is_empty(), "{drift}");
        }));
        reduced.push(time(|| {
            let drift = compare_without_expressions(&database, &mut client).unwrap();
            assert!(drift.is_empty(), "{drift}");
        }));
    }
    let dumped = median(&mut dumps);
    println!("  pg_dump --schema-only         {dumped:>9.1?}");
    for (what, times) in [
        ("compare", &mut full),
        ("compare_without_expressions", &mut reduced),
    ] {
        let taken = median(times);
        let ratio = taken.as_secs_f64() / dumped.as_secs_f64();
        println!("  {what:<29} {taken:>9.1?} {ratio:>6.2} x pg_dump");
    }
}

fn time(run: impl FnOnce()) -> Duration {
    let start = Instant::now();
    run();
    start.elapsed()
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
