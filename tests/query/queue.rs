//! A queue with many workers, some of which die.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use pgschema::query;
use pgschema::query::postgres::TenantTransaction;
use pgschema_test_support::{TestDatabase, for_each_version};
use uuid::Uuid;

use crate::world::{ACME, Job, State, apply_to, context, model};

const JOBS: usize = 10_000;
const WORKERS: usize = 16;

/// Takes jobs until there are none; begins again with a new connection when it was killed.
fn work(database: &TestDatabase<'_>, done: &Mutex<BTreeMap<Uuid, usize>>, killed: &Mutex<usize>) {
    let model = model();
    let claim = query::claim::<Job>(&model)
        .filter(|j| j.state.eq(State::Waiting))
        .descending(|j| j.priority)
        .set(|j| j.state, |_| State::Taken)
        .set(|j| j.attempts, |j| j.attempts + 1)
        .returning(|j| j.id)
        .limit(20)
        .build()
        .unwrap();
    let context = context(&model, ACME);
    'connection: loop {
        let mut client = database.connect_as("app_runtime");
        loop {
            let taken = TenantTransaction::begin(&mut client, &context).and_then(|mut it| {
                let rows = it.query(&claim)?;
                assert!(rows.len() <= 20);
                let ids: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
                // Where it may be killed with the jobs in its hands.
                thread::sleep(Duration::from_micros(500));
                it.commit()?;
                Ok(ids)
            });
            let Ok(ids) = taken else {
                *killed.lock().unwrap() += 1;
                continue 'connection;
            };
            if ids.is_empty() {
                return;
            }
            let mut done = done.lock().unwrap();
            for id in ids {
                *done.entry(id).or_default() += 1;
            }
        }
    }
}

#[test]
fn each_job_is_done_once_though_workers_are_killed() {
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let fill = format!(
            "INSERT INTO app.jobs (id, tenant_id, priority, name) \
             SELECT gen_random_uuid(), '{}', n % 3, 'job ' || n FROM generate_series(1, {JOBS}) n",
            ACME.0
        );
        database.superuser().batch_execute(&fill).unwrap();
        let (done, killed) = (Mutex::new(BTreeMap::new()), Mutex::new(0));
        let is_over = AtomicBool::new(false);
        thread::scope(|scope| {
            let workers: Vec<_> = (0..WORKERS)
                .map(|_| scope.spawn(|| work(&database, &done, &killed)))
                .collect();
            scope.spawn(|| {
                let mut client = database.superuser();
                let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
                     WHERE datname = current_database() AND usename = 'app_runtime' AND state = 'idle in transaction' LIMIT 1";
                while !is_over.load(Ordering::Relaxed) {
                    client.batch_execute(kill).unwrap();
                    thread::sleep(Duration::from_millis(10));
                }
            });
            for worker in workers {
                worker.join().unwrap();
            }
            is_over.store(true, Ordering::Relaxed);
        });
        let done = done.into_inner().unwrap();
        let twice = done.values().filter(|it| **it > 1).count();
        assert_eq!(twice, 0, "{twice} jobs were done twice");
        let killed = killed.into_inner().unwrap();
        assert!(killed > 0, "nobody was killed");
        let left = "SELECT count(*) FILTER (WHERE state = 'waiting'), count(*) FILTER (WHERE attempts <> 1) FROM app.jobs";
        let row = database.superuser().query_one(left, &[]).unwrap();
        assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (0, 0));
        // Whoever was killed after COMMIT arrived, and before it was said so, has done jobs nobody wrote down here.
        assert!(
            done.len() <= JOBS && done.len() + killed * 20 >= JOBS,
            "{}",
            done.len()
        );
    });
}
