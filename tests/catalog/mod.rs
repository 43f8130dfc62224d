//! Whether a server's catalogs say what a model says.
//!
//! Both sides come down to facts: a name and a value, as text. What the model says is made of the
//! model's values, what the server says comes from `pg_catalog`, and never from SQL that pgschema
//! made; then everything that only one side has, or that differs, is a difference. Expressions are
//! compared as the server prints them: the model's are given to a temporary table first.

mod columns;
mod constraints;
mod facts;
mod functions;
mod grants;
mod indexes;
mod policies;
mod probe;
mod roles;
mod schemas;
mod tables;
mod triggers;
mod types;
mod views;

use pgschema::{Database, Version};
use postgres::{Client, Transaction};

use facts::Facts;
use probe::Probe;

/// What differs between a model and a server, each in a line; nothing if all is well.
///
/// Takes the connection of a superuser, to the database that the DDL was applied to by its owner.
pub(crate) fn differences(
    database: &Database,
    version: Version,
    client: &mut Client,
) -> Vec<String> {
    differences_in(database, version, &mut client.transaction().unwrap())
}

/// As [`differences`], within a transaction.
pub(crate) fn differences_in(
    database: &Database,
    version: Version,
    transaction: &mut Transaction<'_>,
) -> Vec<String> {
    // What is made to compare with is gone at the end.
    let mut savepoint = transaction.transaction().unwrap();
    let mut subject = Subject::new(database, version, &mut savepoint);
    let mut expected = Facts::default();
    let mut actual = Facts::default();
    for compare in [
        schemas::compare,
        roles::compare,
        tables::compare,
        columns::compare,
        constraints::compare,
        indexes::compare,
        policies::compare,
        triggers::compare,
        functions::compare,
        types::compare,
        views::compare,
        grants::compare,
    ] {
        compare(&mut subject, &mut expected, &mut actual);
    }
    expected.differences_to(&actual)
}

/// What is compared.
struct Subject<'a, 'c> {
    database: &'a Database,
    version: Version,
    /// Who owns the database's objects.
    owner: String,
    /// Who ran the DDL.
    runner: String,
    probe: Probe<'a, 'c>,
}

impl<'a, 'c> Subject<'a, 'c> {
    fn new(database: &'a Database, version: Version, transaction: &'a mut Transaction<'c>) -> Self {
        let runner: String = transaction
            .query_one(
                "SELECT pg_get_userbyid(datdba)::text FROM pg_database WHERE datname = current_database()",
                &[],
            )
            .unwrap()
            .get(0);
        let owner = match database.profile() {
            Some(profile) => profile.owner.as_str().to_owned(),
            None => runner.clone(),
        };
        let probe = Probe::new(database, version, transaction);
        Self {
            database,
            version,
            owner,
            runner,
            probe,
        }
    }

    /// Adds what a query of `pg_catalog` says: rows of a name and a value. `$1` is the list of the
    /// model's schemas.
    fn read(&mut self, facts: &mut Facts, query: &str) {
        let schemas: Vec<&str> = self
            .database
            .schemas()
            .iter()
            .map(|schema| schema.name.as_str())
            .collect();
        facts.read(self.probe.transaction(), query, &schemas);
    }
}
