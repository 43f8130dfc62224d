//! The server versions that tests run on, and running a test on each.

use std::any::Any;
use std::env::{self, VarError};
use std::ops::RangeInclusive;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::Cluster;

/// The major versions that pgschema supports.
pub const SUPPORTED: RangeInclusive<u32> = 14..=18;

const VARIABLE: &str = "PGSCHEMA_TEST_VERSIONS";

/// The major versions to test on, oldest first: all that are supported, unless the variable
/// `PGSCHEMA_TEST_VERSIONS` names fewer (`15,18`).
#[must_use]
pub fn versions() -> Vec<u32> {
    match env::var(VARIABLE) {
        Ok(list) => parse(&list).unwrap_or_else(|error| panic!("{VARIABLE}={list}: {error}")),
        Err(VarError::NotPresent) => SUPPORTED.collect(),
        Err(error) => panic!("{VARIABLE}: {error}"),
    }
}

/// Runs a test on the shared cluster of each version.
///
/// # Panics
/// When the test panicked on any version, after it ran on all of them; the message names each
/// version that failed.
#[track_caller]
pub fn for_each_version(mut test: impl FnMut(&'static Cluster)) {
    let failures = failures(|version| test(Cluster::shared(version)));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Runs a test on a cluster of its own for each version, one at a time: for tests that make roles
/// with fixed names or change what belongs to the whole cluster.
///
/// # Panics
/// As [`for_each_version`] does.
#[track_caller]
pub fn for_each_own_cluster(mut test: impl FnMut(&Cluster)) {
    let failures = failures(|version| test(&Cluster::start(version)));
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn failures(mut run: impl FnMut(u32)) -> Vec<String> {
    let mut failures = Vec::new();
    for version in versions() {
        if let Err(payload) = catch_unwind(AssertUnwindSafe(|| run(version))) {
            failures.push(format!(
                "on PostgreSQL {version}: {}",
                message(payload.as_ref())
            ));
        }
    }
    failures
}

fn message(payload: &(dyn Any + Send)) -> &str {
    if let Some(text) = payload.downcast_ref::<String>() {
        text
    } else if let Some(text) = payload.downcast_ref::<&str>() {
        text
    } else {
        "panicked without a message"
    }
}

fn parse(list: &str) -> Result<Vec<u32>, String> {
    let mut versions = Vec::new();
    for item in list.split(',').map(str::trim) {
        match item.parse() {
            Ok(version) if SUPPORTED.contains(&version) => versions.push(version),
            _ => {
                return Err(format!(
                    "`{item}` is not one of {} to {}",
                    SUPPORTED.start(),
                    SUPPORTED.end()
                ));
            }
        }
    }
    versions.sort_unstable();
    versions.dedup();
    Ok(versions)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_list_is_sorted_and_without_duplicates() {
        assert_eq!(parse("18, 15,18"), Ok(vec![15, 18]));
    }

    #[test]
    fn what_is_no_supported_version_is_refused() {
        for list in ["", "13", "15,", "18.4", "latest"] {
            assert!(parse(list).is_err(), "{list:?}");
        }
    }
}
