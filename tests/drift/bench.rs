//! How long it takes to compare 2,000 tables with their model, to look at their rights and to audit them,
//! beside `pg_dump --schema-only` of the same database in the same run.
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
use pgschema::verify::{Auditor, compare, compare_without_expressions, privileges, prove};
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
    prove_sixty(&cluster, version);
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
    let (mut rights, mut audits) = (Vec::new(), Vec::new());
    let auditor = Auditor::of(&database);
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
        rights.push(time(|| {
            privileges(&database, &mut client).unwrap();
        }));
        audits.push(time(|| {
            let audit = auditor.audit(&mut client).unwrap();
            // The rules that only a superuser has an answer to.
            assert!(audit.skipped().len() < 5, "{audit}");
        }));
    }
    let dumped = median(&mut dumps);
    println!("  pg_dump --schema-only         {dumped:>9.1?}");
    for (what, times) in [
        ("compare", &mut full),
        ("compare_without_expressions", &mut reduced),
        ("privileges", &mut rights),
        ("audit", &mut audits),
    ] {
        let taken = median(times);
        let ratio = taken.as_secs_f64() / dumped.as_secs_f64();
        println!("  {what:<29} {taken:>9.1?} {ratio:>6.2} x pg_dump");
    }
}

/// How long the proof of as many tables as an application has takes.
fn prove_sixty(cluster: &Cluster, version: Version) {
    let database = statements::clean(&statements::names(60));
    let server = cluster.fresh_database();
    let ddl = database.render(version).unwrap();
    server.superuser().batch_execute(&ddl).unwrap();
    let start = Instant::now();
    let proof = prove(&database, &mut server.superuser()).unwrap();
    let (tried, taken) = (proof.tried().len(), start.elapsed());
    assert!(proof.deny().is_ok());
    println!("  prove, 60 tables              {taken:>9.1?} for {tried} attempts");
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
