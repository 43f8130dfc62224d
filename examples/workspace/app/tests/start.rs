//! The program makes its database, on real servers.

use std::process::{Command, Output};

use pgschema_test_support::{TestDatabase, for_each_own_cluster};

fn app(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workspace-app"));
    command.args(arguments).output().unwrap()
}

fn start(database: &TestDatabase<'_>) -> String {
    let url = format!(
        "host={} user={} dbname={}",
        database.cluster.directory().display(),
        database.owner,
        database.name
    );
    let output = app(&[&url]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_database_is_made_at_the_start_and_stays_at_the_next() {
    for_each_own_cluster(|cluster| {
        let database = cluster.fresh_database();
        for _ in 0..2 {
            assert_eq!(
                start(&database),
                "app.notes is there\napp.tenants is there\n"
            );
        }
        let forced = "SELECT count(*) FROM pg_class WHERE relforcerowsecurity";
        let row = database.superuser().query_one(forced, &[]).unwrap();
        assert_eq!(row.get::<_, i64>(0), 2);
    });
}

#[test]
fn programs_that_start_at_once_take_turns() {
    for_each_own_cluster(|cluster| {
        let database = cluster.fresh_database();
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| start(&database));
            }
        });
    });
}

#[test]
fn without_a_database_it_says_what_it_needs() {
    let output = app(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("usage: "));
    let output = app(&["host=/nowhere user=nobody"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("workspace-app: "));
}
