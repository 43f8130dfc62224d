//! `assert_snapshots!` in somebody's test.

#[path = "../fixtures/readme.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is the text of the README")]
mod readme;

use pgschema::Version;

#[test]
fn each_object_is_a_snapshot() {
    let database = readme::database().unwrap();
    pgschema::assert_snapshots!(database, Version::V18);
}
