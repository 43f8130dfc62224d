//! What a version can't do is refused with the feature, the object and the first version.

use std::collections::BTreeSet;

use pgschema::Version;

use crate::everything;

/// Each feature that a version may lack: what it is, what has it in the fixture, since when.
const GATED: [(&str, &str, Version); 8] = [
    ("UNIQUE NULLS NOT DISTINCT", "app.since_15", Version::V15),
    (
        "ON DELETE SET NULL with a list of columns",
        "app.since_15",
        Version::V15,
    ),
    (
        "ON DELETE SET DEFAULT with a list of columns",
        "app.since_15",
        Version::V15,
    ),
    (
        "a view with security_invoker",
        "app.happy_people",
        Version::V15,
    ),
    (
        "a view with security_invoker",
        "app.a_view_of_a_view",
        Version::V15,
    ),
    (
        "an exclusion constraint on a partitioned table",
        "app.since_17",
        Version::V17,
    ),
    ("the privilege MAINTAIN", "app.since_17", Version::V17),
    (
        "a virtual generated column",
        "app.since_18.double",
        Version::V18,
    ),
];

#[test]
fn each_feature_is_refused_before_its_first_version_and_taken_from_it_on() {
    let database = everything::database(Version::V18);
    for version in Version::ALL {
        let expected: BTreeSet<_> = GATED.into_iter().filter(|gate| version < gate.2).collect();
        match database.plan(version) {
            Ok(plan) => {
                assert!(expected.is_empty(), "{version}");
                assert_eq!(plan.version(), version);
            }
            Err(unsupported) => {
                assert_eq!(unsupported.version(), version);
                let found = unsupported.features().iter();
                let found: BTreeSet<_> = found
                    .map(|it| (it.feature(), it.object(), it.since()))
                    .collect();
                assert_eq!(found, expected, "{version}");
            }
        }
    }
}

#[test]
fn one_message_names_everything_that_a_version_lacks() {
    let database = everything::database(Version::V18);
    let message = database.render(Version::V14).unwrap_err().to_string();
    let first = message.lines().next().unwrap();
    assert_eq!(first, "PostgreSQL 14 can't do all of it:");
    for (feature, object, since) in GATED {
        let line = format!("- {object}: {feature} needs PostgreSQL {since} or later");
        assert!(
            message.lines().any(|found| found == line),
            "{line}\n{message}"
        );
    }
}
