use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::transport::Transport;
use super::{ConnectionStringError, Parameter, Secret, parse, write};

/// Where a database is and how to come to it; over a network, to no server that isn't verified.
///
/// It is read from a URL or from `key=value` pairs, as libpq does, from the environment, or built.
/// `Display` and `Debug` write it without what is secret; [`to_url`](Self::to_url) writes it whole.
#[derive(Clone)]
pub struct ConnectionString {
    values: BTreeMap<Parameter, Secret>,
    transport: Transport,
}

impl ConnectionString {
    /// A server at the other end of a network, by its name: `sslmode=verify-full`,
    /// `connect_timeout=10`.
    #[must_use]
    pub fn to_host(host: impl Into<String>) -> Self {
        Self::of(Transport::Verified)
            .with(Parameter::Host, host)
            .with(Parameter::Sslmode, "verify-full")
            .with(Parameter::ConnectTimeout, "10")
    }

    /// A server on this machine, by the directory of its socket: `/run/postgresql`.
    ///
    /// ```
    /// use pgschema::connect::ConnectionString;
    ///
    /// let connection = ConnectionString::to_socket("/run/postgresql").database("app_db");
    /// assert_eq!(connection.to_string(), "postgresql://%2Frun%2Fpostgresql/app_db");
    /// ```
    #[must_use]
    pub fn to_socket(directory: impl Into<String>) -> Self {
        Self::of(Transport::Local).with(Parameter::Host, directory)
    }

    /// Reads a string whose TLS doesn't verify the server, for which there is a reason.
    ///
    /// ```
    /// use pgschema::connect::ConnectionString;
    ///
    /// let text = "postgres://app@db.internal/app_db?sslmode=require";
    /// let reason = "the proxy beside the program does TLS";
    /// let connection = ConnectionString::parse_with_weak_tls(text, reason)?;
    /// assert_eq!(connection.weak_tls(), Some(reason));
    /// # Ok::<(), pgschema::connect::ConnectionStringError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text can't be read, or the reason is empty.
    pub fn parse_with_weak_tls(text: &str, reason: &str) -> Result<Self, ConnectionStringError> {
        if reason.trim().is_empty() {
            return Err(ConnectionStringError::NoReason);
        }
        Self::from_values(parse::values(text)?, Some(reason))
    }

    /// The string of what was read; sslmode is settled.
    pub(super) fn from_values(
        mut values: BTreeMap<Parameter, Secret>,
        reason: Option<&str>,
    ) -> Result<Self, ConnectionStringError> {
        let transport = Transport::of(&values, reason)?;
        if transport == Transport::Verified {
            values.insert(Parameter::Sslmode, Secret::new("verify-full"));
        }
        Ok(Self { values, transport })
    }

    const fn of(transport: Transport) -> Self {
        Self {
            values: BTreeMap::new(),
            transport,
        }
    }

    fn with(mut self, parameter: Parameter, value: impl Into<String>) -> Self {
        self.values.insert(parameter, Secret::new(value));
        self
    }

    /// The port.
    #[must_use]
    pub fn port(self, port: u16) -> Self {
        self.with(Parameter::Port, port.to_string())
    }

    /// The database.
    #[must_use]
    pub fn database(self, name: impl Into<String>) -> Self {
        self.with(Parameter::Dbname, name)
    }

    /// The role.
    #[must_use]
    pub fn user(self, role: impl Into<String>) -> Self {
        self.with(Parameter::User, role)
    }

    /// The password.
    #[must_use]
    pub fn password(mut self, password: Secret) -> Self {
        self.values.insert(Parameter::Password, password);
        self
    }

    /// The file with the certificates of who is trusted, or `system` for those of the operating
    /// system (libpq 16).
    #[must_use]
    pub fn root_certificate(self, file: impl Into<String>) -> Self {
        self.with(Parameter::Sslrootcert, file)
    }

    /// What `pg_stat_activity` and the log call the program.
    #[must_use]
    pub fn application_name(self, name: impl Into<String>) -> Self {
        self.with(Parameter::ApplicationName, name)
    }

    /// Any parameter.
    ///
    /// ```
    /// use pgschema::connect::{ConnectionString, Parameter};
    ///
    /// let connection = ConnectionString::to_host("db.example.com");
    /// assert!(connection.clone().set(Parameter::ChannelBinding, "require").is_ok());
    /// assert!(connection.set(Parameter::Sslmode, "prefer").is_err());
    /// ```
    ///
    /// # Errors
    ///
    /// If the value can't be, or the server would no longer be verified.
    pub fn set(
        mut self,
        parameter: Parameter,
        value: impl Into<String>,
    ) -> Result<Self, ConnectionStringError> {
        parse::insert(&mut self.values, parameter, Secret::new(value))?;
        let reason = self.weak_tls().map(str::to_owned);
        Self::from_values(self.values, reason.as_deref())
    }

    /// The value of a parameter that is no secret.
    #[must_use]
    pub fn get(&self, parameter: Parameter) -> Option<&str> {
        match parameter.is_secret() {
            true => None,
            false => self.values.get(&parameter).map(Secret::expose),
        }
    }

    /// The value of a parameter that is a secret, the password first of all.
    #[must_use]
    pub fn secret(&self, parameter: Parameter) -> Option<&Secret> {
        self.values.get(&parameter)
    }

    /// Why the server isn't verified, where that was allowed.
    #[must_use]
    pub fn weak_tls(&self) -> Option<&str> {
        match &self.transport {
            Transport::Weak { reason } => Some(reason),
            _ => None,
        }
    }

    /// The whole string, as a URL for libpq. For sqlx there is [`to_sqlx_url`](Self::to_sqlx_url).
    #[must_use]
    pub fn to_url(&self) -> Secret {
        Secret::new(write::url(&self.values, Secret::expose))
    }

    /// A URL for the drivers `postgres` and `tokio-postgres`, which leave it to their TLS connector to verify the server.
    ///
    /// They know no `verify-full` and no files: `sslmode=require` makes them use the connector, and that must be one
    /// that verifies, as those of rustls and of OpenSSL do by themselves. With `NoTls` the connection fails, it isn't
    /// made without. `target_session_attrs` is written in the three words that they know: `primary` becomes `read-write`,
    /// `standby` `read-only`, and `prefer-standby` is left out.
    ///
    /// ```
    /// use pgschema::connect::ConnectionString;
    ///
    /// let connection = ConnectionString::to_host("db.example.com").user("app").root_certificate("/etc/ssl/ca.pem");
    /// assert_eq!(connection.to_connector_url().expose(), "postgresql://app@db.example.com?connect_timeout=10&sslmode=require");
    /// ```
    #[must_use]
    pub fn to_connector_url(&self) -> Secret {
        let mut values = self.values.clone();
        values.retain(|parameter, _| CONNECTORS.contains(parameter));
        let mut replace = |parameter, words: &[(&str, &str)]| {
            let value = values.get(&parameter).map(Secret::expose);
            let word = words.iter().find(|(libpq, _)| Some(*libpq) == value);
            match word {
                Some((_, "")) => values.remove(&parameter),
                Some((_, word)) => values.insert(parameter, Secret::new(*word)),
                None => None,
            };
        };
        replace(
            Parameter::Sslmode,
            &[
                ("verify-full", "require"),
                ("verify-ca", "require"),
                ("allow", "prefer"),
            ],
        );
        replace(
            Parameter::TargetSessionAttrs,
            &[
                ("primary", "read-write"),
                ("standby", "read-only"),
                ("prefer-standby", ""),
            ],
        );
        Secret::new(write::url(&values, Secret::expose))
    }

    /// A URL for sqlx, with what it reads and nothing else: it writes a parameter that it doesn't know, and its value, to the
    /// log.
    ///
    /// ```
    /// use pgschema::connect::ConnectionString;
    ///
    /// let connection = ConnectionString::to_host("db.example.com").user("app").root_certificate("/etc/ssl/ca.pem");
    /// assert_eq!(connection.to_sqlx_url().expose(), "postgresql://app@db.example.com?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem");
    /// ```
    #[must_use]
    pub fn to_sqlx_url(&self) -> Secret {
        let mut values = self.values.clone();
        values.retain(|parameter, _| SQLX.contains(parameter));
        Secret::new(write::url(&values, Secret::expose))
    }

    /// The whole string, as `key='value'` pairs.
    ///
    /// ```
    /// use pgschema::connect::{ConnectionString, Secret};
    ///
    /// let connection = ConnectionString::to_socket("/run/postgresql").password(Secret::new("it's"));
    /// assert_eq!(connection.to_keywords().expose(), r"host='/run/postgresql' password='it\'s'");
    /// ```
    #[must_use]
    pub fn to_keywords(&self) -> Secret {
        Secret::new(write::keywords(&self.values, Secret::expose))
    }
}

/// The parameters that sqlx reads.
const SQLX: [Parameter; 12] = [
    Parameter::ApplicationName,
    Parameter::Dbname,
    Parameter::Host,
    Parameter::Hostaddr,
    Parameter::Options,
    Parameter::Password,
    Parameter::Port,
    Parameter::Sslcert,
    Parameter::Sslkey,
    Parameter::Sslmode,
    Parameter::Sslrootcert,
    Parameter::User,
];

/// The parameters that `tokio-postgres` reads.
const CONNECTORS: [Parameter; 18] = [
    Parameter::ApplicationName,
    Parameter::ChannelBinding,
    Parameter::ConnectTimeout,
    Parameter::Dbname,
    Parameter::Host,
    Parameter::Hostaddr,
    Parameter::Keepalives,
    Parameter::KeepalivesIdle,
    Parameter::KeepalivesInterval,
    Parameter::LoadBalanceHosts,
    Parameter::Options,
    Parameter::Password,
    Parameter::Port,
    Parameter::Sslmode,
    Parameter::Sslnegotiation,
    Parameter::TargetSessionAttrs,
    Parameter::TcpUserTimeout,
    Parameter::User,
];

impl FromStr for ConnectionString {
    type Err = ConnectionStringError;

    /// Reads a URL, or `key=value` pairs.
    fn from_str(text: &str) -> Result<Self, ConnectionStringError> {
        Self::from_values(parse::values(text)?, None)
    }
}

/// A URL with `***` for what is secret.
impl fmt::Display for ConnectionString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&write::url(&self.values, |_| "***"))
    }
}

impl fmt::Debug for ConnectionString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConnectionString({self})")
    }
}
