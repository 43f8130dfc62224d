//! `pgbouncer.ini`: many clients on few connections, one transaction at a time.

use super::configuration::RESERVED;
use super::error::line;
use super::{Operations, OperationsError};

const FILE: &str = "pgbouncer.ini";

/// Where the pooler and its server are, and how much there is of them.
///
/// ```
/// use pgschema::operations::PoolerFacts;
///
/// let facts = PoolerFacts::new("db.internal", "/etc/ssl/certs/pg-ca.pem").max_connections(200).clients(2_000);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct PoolerFacts {
    host: String,
    port: u16,
    server_authority: Option<String>,
    client_certificate: Option<(String, String)>,
    listen_address: String,
    listen_port: u16,
    max_connections: u32,
    clients: u32,
    poolers: u32,
    auth_file: String,
    version: (u16, u16),
    /// Why the server isn't verified.
    is_local: Option<&'static str>,
}

impl PoolerFacts {
    /// The server's host, and the file of the authority that signed its certificate.
    pub fn new(host: impl Into<String>, server_authority: impl Into<String>) -> Self {
        Self {
            host: host.into(),
            port: 5432,
            server_authority: Some(server_authority.into()),
            client_certificate: None,
            listen_address: "127.0.0.1".to_owned(),
            listen_port: 6432,
            max_connections: 100,
            clients: 1000,
            poolers: 1,
            auth_file: "/etc/pgbouncer/userlist.txt".to_owned(),
            version: (1, 26),
            is_local: None,
        }
    }

    /// A server on the same machine, over the socket in a directory.
    pub fn local(socket_directory: impl Into<String>) -> Self {
        let mut facts = Self::new(socket_directory, "");
        facts.server_authority = None;
        facts.is_local = Some("over a socket no byte leaves the machine");
        facts
    }

    /// The pooler's own version; 1.26 without it. One before 1.21 knows no prepared statements.
    pub const fn version(mut self, major: u16, minor: u16) -> Self {
        self.version = (major, minor);
        self
    }

    /// The server's port.
    pub const fn port(mut self, port: u16) -> Self {
        self.port = port;
        self
    }

    /// Where the pooler listens.
    pub fn listen(mut self, address: impl Into<String>, port: u16) -> Self {
        self.listen_address = address.into();
        self.listen_port = port;
        self
    }

    /// The files of the pooler's own certificate and key, for clients over a network.
    pub fn certificate(mut self, certificate: impl Into<String>, key: impl Into<String>) -> Self {
        self.client_certificate = Some((certificate.into(), key.into()));
        self
    }

    /// The `max_connections` of the server.
    pub const fn max_connections(mut self, connections: u32) -> Self {
        self.max_connections = connections;
        self
    }

    /// How many poolers run by this file, each on a machine of its own say: they share the server. One without it.
    pub const fn poolers(mut self, poolers: u32) -> Self {
        self.poolers = poolers;
        self
    }

    /// How many clients there can be at once.
    pub const fn clients(mut self, clients: u32) -> Self {
        self.clients = clients;
        self
    }

    /// The file with the users' SCRAM verifiers.
    pub fn auth_file(mut self, file: impl Into<String>) -> Self {
        self.auth_file = file.into();
        self
    }
}

impl Operations<'_> {
    /// `pgbouncer.ini`: transaction pooling, prepared statements of the protocol, the server verified, and pools that
    /// together fit into it and into the roles' own limits. Migrations and backups don't go through it, and what they need is
    /// left for them.
    ///
    /// In this mode nothing of a session is cleared between two clients: only what ends with its transaction, such as
    /// `SET LOCAL`, can be used. `max_prepared_statements` needs PgBouncer 1.21; from 1.26.1 on it is safe against
    /// clients that pass another's SCRAM exchange on. The `options` of a connection string are taken and do nothing: what they
    /// would set for a session, the role has as settings of its own.
    ///
    /// PgBouncer's own documentation: Configuration.
    ///
    /// # Errors
    ///
    /// If a text can't stand in the file, or no pool fits into the server.
    pub fn pgbouncer_ini(&self, facts: &PoolerFacts) -> Result<String, OperationsError> {
        let name = self.database_name()?;
        let name = word("the database", name.as_str())?;
        let text = |what, text: &'_ str| -> Result<String, OperationsError> {
            Ok(line(what, text, FILE, &[])?.trim().to_owned())
        };
        // That each has a network, or that a name is no role, is said here as well.
        self.roles()?;
        let roles = self.pooled_roles();
        let pools = u32::try_from(roles.len()).unwrap_or(u32::MAX).max(1);
        let pools = pools.saturating_mul(facts.poolers.max(1));
        // Those of superusers, two for who looks after the server, and those that come without a pooler.
        let kept = (RESERVED + 2).saturating_add(self.beside_poolers());
        let share = facts.max_connections.saturating_sub(kept) / pools;
        if share == 0 {
            return Err(OperationsError::Size {
                what: format!(
                    "of {} connections {kept} are kept for others, and the rest is too few for {pools} pools: one for each \
                     role in each pooler",
                    facts.max_connections,
                ),
            });
        }
        let mut users = String::new();
        let mut size = 0;
        for role in roles {
            let limit = role.most_connections();
            let limit = limit.map(|it| it / facts.poolers.max(1));
            let most = limit.map_or(share, |it| it.min(share));
            // To PgBouncer none would be as many as there are.
            if most == 0 {
                return Err(OperationsError::Size {
                    what: format!(
                        "the connections that {} may have are too few for {} poolers",
                        role.name.as_str(),
                        facts.poolers
                    ),
                });
            }
            let name = word("the role", role.name.as_str())?;
            users += &format!("{name} = max_user_connections={most}\n");
            size = size.max(most);
        }
        let mut ini = String::from("[databases]\n");
        let host = line("the host", &facts.host, FILE, &['\'', ' '])?;
        ini += &format!(
            "{name} = host={host} port={} dbname={name}\n\n[pgbouncer]\n",
            facts.port
        );
        let mut add = |name: &str, value: &str| ini += &format!("{name} = {value}\n");
        add("listen_addr", &text("the address", &facts.listen_address)?);
        add("listen_port", &facts.listen_port.to_string());
        add("pool_mode", "transaction");
        add("max_client_conn", &facts.clients.to_string());
        add("default_pool_size", &size.to_string());
        add("auth_type", "scram-sha-256");
        add("auth_file", &text("the file", &facts.auth_file)?);
        match &facts.server_authority {
            Some(authority) => {
                add("server_tls_sslmode", "verify-full");
                add("server_tls_ca_file", &text("the file", authority)?);
                add("server_tls_protocols", "secure");
            }
            None => add("server_tls_sslmode", "disable"),
        }
        if let Some((certificate, key)) = &facts.client_certificate {
            add("client_tls_sslmode", "require");
            add("client_tls_cert_file", &text("the file", certificate)?);
            add("client_tls_key_file", &text("the file", key)?);
            add("client_tls_protocols", "secure");
        } else if !is_loopback(&facts.listen_address) {
            return Err(OperationsError::Size {
                what: format!(
                    "the pooler listens on {} without a certificate: passwords and rows would go over the network as they are",
                    facts.listen_address
                ),
            });
        }
        if facts.version >= (1, 21) {
            add("max_prepared_statements", "200");
        }
        add("query_wait_timeout", "10");
        add("server_idle_timeout", "300");
        add("server_lifetime", "3600");
        // What drivers send at the start, and what roles have settings for.
        add("ignore_startup_parameters", "extra_float_digits,options");
        ini += &format!("\n[users]\n{users}");
        Ok(ini)
    }

    /// The lines of PgBouncer's user list, each a role and its SCRAM verifier.
    ///
    /// A server and a pooler that have the same verifier of a role let its password in at both; the file holds no
    /// password.
    ///
    /// # Errors
    ///
    /// If a role isn't one of the model that logs in.
    #[cfg(feature = "connect")]
    pub fn pgbouncer_users(
        &self,
        verifiers: &[(&str, crate::sql::ScramVerifier)],
    ) -> Result<String, OperationsError> {
        let mut list = String::new();
        for (role, verifier) in verifiers {
            self.login_role(role)?;
            let name = line("the role", role, "userlist.txt", &[])?.replace('"', "\"\"");
            list += &format!("\"{name}\" \"{}\"\n", verifier.expose());
        }
        Ok(list)
    }
}

/// A name that PgBouncer reads as a key.
fn word<'t>(what: &'static str, name: &'t str) -> Result<&'t str, OperationsError> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    match !name.is_empty() && name.chars().all(is_part) {
        true => Ok(name),
        false => Err(OperationsError::Text { what, file: FILE }),
    }
}

fn is_loopback(addresses: &str) -> bool {
    addresses.split(',').all(|it| {
        let address = it.trim().parse::<std::net::IpAddr>();
        address.is_ok_and(|it| it.is_loopback()) || it.trim() == "localhost" || it.trim().is_empty()
    })
}
