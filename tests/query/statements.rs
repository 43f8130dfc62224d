//! What the statements do.

use std::collections::BTreeSet;
use std::thread;
use std::time::Duration;

use pgschema::query::postgres::{TenantTransaction, can_repeat};
use pgschema::query::{self, Direction, LockWait, Retry};
use pgschema_test_support::for_each_version;
use postgres::IsolationLevel;
use uuid::Uuid;

use crate::world::{ACME, Job, OTHER, State, apply_to, context, model};

#[test]
fn an_upsert_adds_a_row_once_and_changes_it_then_for_each_tenant_by_itself() {
    let model = model();
    let upsert = |priority: i32| {
        query::insert::<Job>(&model)
            .value(|j| j.name, "report")
            .value(|j| j.priority, priority)
            .on_conflict(|j| j.name)
            .update(|j| j.priority)
            .returning(|j| (j.id, j.priority))
            .build()
            .unwrap()
    };
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let mut client = database.connect_as("app_runtime");
        let mut ids = BTreeSet::new();
        for tenant in [ACME, OTHER] {
            for priority in [1, 2] {
                let context = context(&model, tenant);
                let mut transaction = TenantTransaction::begin(&mut client, &context).unwrap();
                let row = transaction.query_one(&upsert(priority)).unwrap();
                assert_eq!(row.get::<_, i32>(1), priority);
                ids.insert(row.get::<_, Uuid>(0));
                transaction.commit().unwrap();
            }
        }
        assert_eq!(ids.len(), 2);
        let nothing = query::insert::<Job>(&model).value(|j| j.name, "report");
        let nothing = nothing.on_conflict(|j| j.name).build().unwrap();
        let context = context(&model, ACME);
        let mut transaction = TenantTransaction::begin(&mut client, &context).unwrap();
        assert_eq!(transaction.execute(&nothing).unwrap(), 0);
    });
}

#[test]
fn pages_have_every_row_once_in_any_mix_of_directions() {
    let model = model();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let fill = format!(
            "INSERT INTO app.jobs (id, tenant_id, priority, name) \
             SELECT gen_random_uuid(), '{}', n % 7, 'job ' || n FROM generate_series(1, 200) n",
            ACME.0
        );
        database.superuser().batch_execute(&fill).unwrap();
        let mut client = database.connect_as("app_runtime");
        for (first, second) in [
            (Direction::Ascending, Direction::Ascending),
            (Direction::Descending, Direction::Descending),
            (Direction::Ascending, Direction::Descending),
            (Direction::Descending, Direction::Ascending),
        ] {
            let context = context(&model, ACME);
            let mut transaction = TenantTransaction::begin(&mut client, &context).unwrap();
            let mut all: Vec<(i32, Uuid)> = Vec::new();
            loop {
                let mut page = query::page::<Job>(&model)
                    .columns(|j| (j.priority, j.id))
                    .filter(|j| j.state.eq(State::Waiting))
                    .order_by(|j| j.priority, first)
                    .order_by(|j| j.id, second)
                    .limit(23);
                if let Some((priority, id)) = all.last() {
                    page = page.after(|j| j.priority, *priority).after(|j| j.id, *id);
                }
                let rows = transaction.query(&page.build().unwrap()).unwrap();
                if rows.is_empty() {
                    break;
                }
                all.extend(rows.iter().map(|row| (row.get(0), row.get(1))));
            }
            let mut expected = all.clone();
            expected.sort_by(|a, b| {
                let of = |direction, ordering: std::cmp::Ordering| match direction {
                    Direction::Ascending => ordering,
                    Direction::Descending => ordering.reverse(),
                };
                of(first, a.0.cmp(&b.0)).then(of(second, a.1.cmp(&b.1)))
            });
            assert_eq!(all, expected);
            assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), 200);
        }
    });
}

#[test]
fn a_locked_row_can_be_referred_to_and_not_changed() {
    let model = model();
    let name = "locked";
    let lock = |wait| {
        query::lock::<Job>(&model)
            .filter(|j| j.name.eq(name))
            .wait(wait)
            .build()
            .unwrap()
    };
    let insert = query::insert::<Job>(&model).value(|j| j.name, name);
    let insert = insert.build().unwrap();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let mut clients = [(); 2].map(|()| database.connect_as("app_runtime"));
        let [first, second] = &mut clients;
        let context = context(&model, ACME);
        let mut transaction = TenantTransaction::begin(first, &context).unwrap();
        transaction.execute(&insert).unwrap();
        transaction.commit().unwrap();
        let mut holder = TenantTransaction::begin(first, &context).unwrap();
        assert_eq!(holder.query(&lock(LockWait::Wait)).unwrap().len(), 1);
        let mut other = TenantTransaction::begin(second, &context).unwrap();
        assert!(other.query(&lock(LockWait::SkipLocked)).unwrap().is_empty());
        let error = other.query(&lock(LockWait::NoWait)).unwrap_err();
        assert_eq!(error.sqlstate(), Some("55P03"));
    });
}

#[test]
fn a_lock_by_name_is_held_by_one_and_ends_with_its_transaction() {
    let model = model();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let mut clients = [(); 2].map(|()| database.connect_as("app_runtime"));
        let [first, second] = &mut clients;
        let context = context(&model, ACME);
        let held = |transaction: &mut TenantTransaction<'_>, name: &str| -> bool {
            let row = transaction.query_one(&query::try_advisory_lock(name));
            row.unwrap().get(0)
        };
        let mut one = TenantTransaction::begin(first, &context).unwrap();
        one.query_one(&query::advisory_lock("report")).unwrap();
        let mut other = TenantTransaction::begin(second, &context).unwrap();
        assert!(!held(&mut other, "report"));
        assert!(held(&mut other, "another report"));
        one.commit().unwrap();
        assert!(held(&mut other, "report"));
    });
}

#[test]
fn a_plan_is_read_and_what_it_ran_is_taken_back() {
    let model = model();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let mut client = database.connect_as("app_runtime");
        let context = context(&model, ACME);
        let mut transaction = TenantTransaction::begin(&mut client, &context).unwrap();
        let insert = query::insert::<Job>(&model).value(|j| j.name, "planned");
        let explanation = transaction.explain(&insert.build().unwrap()).unwrap();
        assert!(explanation.was_run());
        assert!(
            explanation.to_text().starts_with("Insert on jobs"),
            "{}",
            explanation.to_text()
        );
        let page = query::page::<Job>(&model).ascending(|j| j.name);
        assert!(
            transaction
                .query(&page.build().unwrap())
                .unwrap()
                .is_empty()
        );
    });
}

#[test]
fn transactions_that_collide_are_repeated_until_both_are_done() {
    let model = model();
    for_each_version(|cluster| {
        let database = apply_to(cluster);
        let mut client = database.superuser();
        let setup = format!(
            "INSERT INTO app.jobs (id, tenant_id, name) VALUES (gen_random_uuid(), '{}', 'counter')",
            ACME.0
        );
        client.batch_execute(&setup).unwrap();
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut client = database.connect_as("app_runtime");
                    let retry = Retry::new().attempts(200);
                    let retry = retry.waits(Duration::from_millis(1), Duration::from_millis(20));
                    let context = context(&model, ACME);
                    for _ in 0..5 {
                        let done = retry.run(can_repeat, || {
                            let builder = client
                                .build_transaction()
                                .isolation_level(IsolationLevel::Serializable);
                            let mut transaction = TenantTransaction::start(builder, &context)?;
                            let row = transaction
                                .transaction()
                                .query_one("SELECT attempts FROM app.jobs", &[])?;
                            let attempts: i32 = row.get(0);
                            let update = "UPDATE app.jobs SET attempts = $1";
                            transaction
                                .transaction()
                                .execute(update, &[&(attempts + 1)])?;
                            transaction.commit()
                        });
                        done.unwrap();
                    }
                });
            }
        });
        let row = client
            .query_one("SELECT attempts FROM app.jobs", &[])
            .unwrap();
        assert_eq!(row.get::<_, i32>(0), 20);
    });
}
