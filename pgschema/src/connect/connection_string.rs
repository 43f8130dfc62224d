use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::transport::{Transport, is_local_host};
use super::{ConnectionStringError, Parameter, Secret, parse, write};

/// Where a database is and how to come to it; over a network, to no server that isn't verified.
///
/// It is read from a URL or from `key=value` pairs, as libpq does, from the environment, or built.
/// `Display` and `Debug` write it without what is secret; [`to_url`](Self::to_url) writes it whole.
#[derive(Clone)]
pub struct ConnectionString {
    pub(super) values: BTreeMap<Parameter, Secret>,
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

    /// A server on this machine, by the directory of its socket: `/run/postgresql`. What is no such directory is taken for
    /// the name of a host, as libpq does, and the server is verified.
    ///
    /// ```
    /// use pgschema::connect::ConnectionString;
    ///
    /// let connection = ConnectionString::to_socket("/run/postgresql").database("app_db");
    /// assert_eq!(connection.to_string(), "postgresql://%2Frun%2Fpostgresql/app_db");
    /// let host = ConnectionString::to_socket("db.example.com");
    /// assert_eq!(host.to_string(), "postgresql://db.example.com?sslmode=verify-full");
    /// ```
    #[must_use]
    pub fn to_socket(directory: impl Into<String>) -> Self {
        let directory = directory.into();
        let is_local = !directory.is_empty() && directory.split(',').all(is_local_host);
        let connection = match is_local {
            true => Self::of(Transport::Local),
            false => Self::of(Transport::Verified).with(Parameter::Sslmode, "verify-full"),
        };
        connection.with(Parameter::Host, directory)
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

    /// The whole string, as a URL for libpq. The drivers have [their](Self::to_connector_url)
    /// [own](Self::to_sqlx_url).
    #[must_use]
    pub fn to_url(&self) -> Secret {
        Secret::new(write::url(&self.values, Secret::expose))
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
