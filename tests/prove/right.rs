//! Designs that are right.

use pgschema::verify::{Attempt, Outcome, Proof, prove};
use pgschema::{Database, Version};
use pgschema_test_support::{apply, for_each_own_cluster};

use crate::notebook;

pub(crate) fn proven(database: impl Fn(Version) -> Database) -> Vec<(Version, Proof)> {
    let mut proofs = Vec::new();
    for_each_own_cluster(|cluster| {
        let version = Version::try_from(cluster.version()).unwrap();
        let database = database(version);
        let fresh = cluster.fresh_database();
        apply(&mut fresh.owner(), &database.render(version).unwrap());
        let proof = prove(&database, &mut fresh.superuser()).unwrap();
        for table in database
            .tables()
            .iter()
            // Nobody but the owner has a right on the keys of signed contexts.
            .filter(|it| !it.row_security.is_disabled() && !it.grants.is_empty())
        {
            // A table on which nothing works would have no finding, either.
            let works = proof.tried().iter().any(|it| {
                let is_own = matches!(it.attempt, Attempt::ReadOwn | Attempt::InsertOwn);
                it.table == table.name.to_string() && is_own && it.outcome == Outcome::Held
            });
            assert!(works, "{}\n{proof}", table.name);
        }
        proofs.push((version, proof));
    });
    for (version, proof) in &proofs {
        let wrong = proof.tried().iter().any(|it| it.outcome != Outcome::Held);
        assert!(!wrong, "on {version}:\n{proof}");
    }
    proofs
}

#[test]
fn the_example_is_proven() {
    let proofs = proven(|version| saas::database(version).unwrap());
    assert!(proofs.iter().all(|(_, it)| it.tried().len() > 500));
}

#[test]
fn the_notebook_is_proven() {
    proven(notebook::database);
}
