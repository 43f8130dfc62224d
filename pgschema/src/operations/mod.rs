//! What stands around a database in production, as files from the same model and a few facts.
//!
//! Who may come from where (`pg_hba.conf`), how the server is set (`postgresql.conf`), how connections are pooled
//! (`pgbouncer.ini`), passwords and the backup role, the restore drill, and whether all pools together fit into the
//! server. Which roles log in, and which of them are whose, the model knows; addresses and sizes it doesn't.
//!
//! ```
//! # #[cfg(all(feature = "derive", feature = "uuid"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # use pgschema::{Database, Table, Version};
//! # use pgschema::operations::{Operations, Network};
//! # #[derive(Table)]
//! # #[pg(table = "documents", tenant = tenant_id)]
//! # struct Document {
//! #     #[pg(primary_key)]
//! #     id: uuid::Uuid,
//! #     tenant_id: uuid::Uuid,
//! # }
//! # let database = Database::builder().hardened("app").table::<Document>().build()?;
//! let operations = Operations::new(&database, "app_db")
//!     .network("app_runtime", "10.0.0.0/16".parse()?)
//!     .network("app_readonly", "10.0.0.0/16".parse()?)
//!     .network("app_migrator", "10.0.9.0/24".parse()?);
//! let hba = operations.pg_hba()?;
//! assert!(hba.contains("hostssl    app_db  app_runtime   10.0.0.0/16  scram-sha-256\n"));
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "derive", feature = "uuid")))]
//! # fn main() {}
//! ```
//!
//! The files are accepted by real servers in the tests: PostgreSQL 14 to 18, and PgBouncer.

mod backup;
mod configuration;
mod drill;
mod error;
mod hba;
mod network;
mod pgbouncer;
mod pools;

pub use backup::BackupRole;
pub use configuration::ServerFacts;
pub use drill::RestoreDrill;
pub use error::OperationsError;
pub use network::{Network, NetworkError};
pub use pgbouncer::PoolerFacts;
pub use pools::{PoolPlan, Pools, TooManyConnections};

use std::collections::BTreeMap;

use crate::Database;
use crate::model::Role;
use crate::sql::Identifier;

/// The model, and from where its roles come.
#[derive(Clone, Debug)]
#[must_use]
pub struct Operations<'d> {
    database: &'d Database,
    name: String,
    networks: BTreeMap<String, Vec<Network>>,
    certificates: Vec<String>,
    backup: Option<BackupRole>,
    has_local_pooler: bool,
}

impl<'d> Operations<'d> {
    /// The database of a model, by the name that it has on its server.
    pub fn new(database: &'d Database, name: impl Into<String>) -> Self {
        Self {
            database,
            name: name.into(),
            networks: BTreeMap::new(),
            certificates: Vec::new(),
            backup: None,
            has_local_pooler: false,
        }
    }

    /// A network from which a role comes; a role may come from several.
    pub fn network(mut self, role: impl Into<String>, network: Network) -> Self {
        self.networks.entry(role.into()).or_default().push(network);
        self
    }

    /// A role that shows a certificate of its own beside its password; the server asks
    /// [`ServerFacts::client_authority`] about it.
    pub fn client_certificate(mut self, role: impl Into<String>) -> Self {
        self.certificates.push(role.into());
        self
    }

    /// The role that takes backups; like the others it comes from its networks.
    pub fn backup_role(mut self, role: BackupRole) -> Self {
        self.backup = Some(role);
        self
    }

    /// A pooler on the machine of the server, which comes over the socket with the roles' own passwords.
    pub fn local_pooler(mut self) -> Self {
        self.has_local_pooler = true;
        self
    }

    /// The roles that come through a pooler: a migration and a backup need a session of their own.
    fn pooled_roles(&self) -> Vec<&'d Role> {
        let profile = self.database.profile();
        let is_migrator =
            |role: &&Role| profile.is_some_and(|profile| profile.migrator == role.name);
        let roles = self.database.roles().iter().filter(|it| it.login);
        let roles = roles.filter(|role| !is_migrator(role) && !role.bypass_row_security);
        roles.collect()
    }

    /// How many connections those may take that don't come through a pooler.
    fn beside_poolers(&self) -> u32 {
        let pooled = self.pooled_roles();
        let roles = self.database.roles().iter().filter(|it| it.login);
        let roles = roles.filter(|role| !pooled.iter().any(|it| it.name == role.name));
        let limits = roles.map(|role| role.most_connections().unwrap_or(1));
        let backup = self.backup.iter().map(|_| BackupRole::CONNECTIONS.into());
        limits.chain(backup).fold(0, u32::saturating_add)
    }

    /// The role of the backups gets past policies, and is none of those that they bind.
    fn check_backup_role(&self) -> Result<(), OperationsError> {
        let Some(backup) = &self.backup else {
            return Ok(());
        };
        let mut roles = self.database.roles().iter();
        match roles.any(|it| it.name == *backup.name()) {
            true => Err(OperationsError::BackupRole {
                role: backup.name().as_str().to_owned(),
            }),
            false => Ok(()),
        }
    }

    /// The name of the database, if it can be one.
    fn database_name(&self) -> Result<Identifier, OperationsError> {
        Ok(Identifier::new(&self.name)?)
    }

    /// A role of the model, or that of the backups, that logs in.
    #[cfg(feature = "connect")]
    fn login_role(&self, name: &str) -> Result<&Identifier, OperationsError> {
        let roles = self.database.roles().iter().filter(|it| it.login);
        let mut roles = roles
            .map(|it| &it.name)
            .chain(self.backup.iter().map(BackupRole::name));
        let unknown = || OperationsError::UnknownRole {
            role: name.to_owned(),
        };
        roles.find(|it| **it == *name).ok_or_else(unknown)
    }

    /// The roles that log in, each with its networks; every one must have some.
    fn roles(&self) -> Result<Vec<(&Identifier, &[Network])>, OperationsError> {
        self.check_backup_role()?;
        let login = self.database.roles().iter().filter(|it| it.login);
        let backup = self.backup.iter().map(BackupRole::name);
        let roles: Vec<&Identifier> = login.map(|it| &it.name).chain(backup).collect();
        let named = self.networks.keys().chain(&self.certificates);
        for name in named {
            if !roles.iter().any(|role| *role == name.as_str()) {
                return Err(OperationsError::UnknownRole { role: name.clone() });
            }
        }
        let roles = roles.into_iter().map(|role| {
            let networks = self.networks.get(role.as_str());
            let networks = networks.map(Vec::as_slice);
            let missing = OperationsError::NoNetwork {
                role: role.as_str().to_owned(),
            };
            Ok((role, networks.ok_or(missing)?))
        });
        roles.collect()
    }
}
