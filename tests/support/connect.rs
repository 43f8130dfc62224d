//! Connections to a cluster, and databases in it.

use std::sync::atomic::Ordering;

use pgschema::verify::ServerError;
use postgres::{Client, Error};

use crate::Cluster;

impl Cluster {
    /// Connects as a role, which needs no password.
    ///
    /// # Panics
    /// When the server refuses. A test of a refusal uses [`Cluster::try_connect`].
    #[must_use]
    #[track_caller]
    pub fn connect(&self, role: &str, database: &str) -> Client {
        let client = self.server.connect(role, database);
        client.unwrap_or_else(|error| panic!("{error}"))
    }

    /// Connects as a role, or returns what the server answered.
    ///
    /// # Panics
    /// When it didn't answer.
    pub fn try_connect(&self, role: &str, database: &str) -> Result<Client, Error> {
        match self.server.connect(role, database) {
            Ok(client) => Ok(client),
            Err(ServerError::Refused { source, .. }) => Err(source),
            Err(error) => panic!("{error}"),
        }
    }

    /// Connects as the superuser `postgres`.
    #[must_use]
    #[track_caller]
    pub fn superuser(&self, database: &str) -> Client {
        self.connect("postgres", database)
    }

    /// Creates an empty database whose owner is a new role: a login role that may create roles and
    /// is no superuser, as the role that runs migrations should be.
    #[must_use]
    #[track_caller]
    pub fn fresh_database(&self) -> TestDatabase<'_> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let name = format!("test_{number}");
        let owner = format!("dbowner_{number}");
        let mut superuser = self.superuser("postgres");
        for statement in [
            format!("CREATE ROLE {owner} LOGIN CREATEROLE"),
            format!("CREATE DATABASE {name} OWNER {owner}"),
        ] {
            if let Err(error) = superuser.batch_execute(&statement) {
                panic!("{statement}: {error:?}");
            }
        }
        TestDatabase {
            cluster: self,
            name,
            owner,
        }
    }
}

/// A database for one test.
#[derive(Debug)]
pub struct TestDatabase<'a> {
    /// The cluster that it is in.
    pub cluster: &'a Cluster,
    /// Its name.
    pub name: String,
    /// The role that owns it.
    pub owner: String,
}

impl TestDatabase<'_> {
    /// Connects as the database's owner.
    #[must_use]
    #[track_caller]
    pub fn owner(&self) -> Client {
        self.connect_as(&self.owner)
    }

    /// Connects as the superuser `postgres`.
    #[must_use]
    #[track_caller]
    pub fn superuser(&self) -> Client {
        self.cluster.superuser(&self.name)
    }

    /// Connects as any role.
    #[must_use]
    #[track_caller]
    pub fn connect_as(&self, role: &str) -> Client {
        self.cluster.connect(role, &self.name)
    }
}

/// The SQLSTATE of a server's error.
///
/// # Panics
/// When the error has none because it is not a server's: no test expects a broken connection.
#[must_use]
#[track_caller]
pub fn sqlstate(error: &Error) -> String {
    match error.code() {
        Some(state) => state.code().to_owned(),
        None => panic!("an error without SQLSTATE: {error:?}"),
    }
}
