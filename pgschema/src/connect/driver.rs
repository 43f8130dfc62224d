//! URLs for the drivers of Rust, which know fewer parameters than libpq, and some of them in other words.

use super::transport::is_socket;
use super::{ConnectionString, Parameter, Secret};

impl ConnectionString {
    /// A URL for the drivers `postgres` and `tokio-postgres`, which leave it to their TLS connector to verify the server.
    ///
    /// They know no `verify-full` and no files: `sslmode=require` makes them use the connector, and that must be one
    /// that verifies, as those of rustls and of OpenSSL do by themselves. With `NoTls` the connection fails, it isn't
    /// made without. `target_session_attrs` is written in the three words that they know: `primary` becomes `read-write`,
    /// `standby` `read-only`, and `prefer-standby` is left out. `tcp_user_timeout` is in seconds there, not in
    /// milliseconds, and at least one. Over a socket alone, which has no TLS, `sslmode` is `disable`.
    ///
    /// ```
    /// use pgschema::connect::ConnectionString;
    ///
    /// let connection = ConnectionString::to_host("db.example.com").user("app").root_certificate("/etc/ssl/ca.pem");
    /// assert_eq!(connection.to_connector_url().expose(), "postgresql://app@db.example.com?connect_timeout=10&sslmode=require");
    /// ```
    #[must_use]
    pub fn to_connector_url(&self) -> Secret {
        let mut known = self.known(CONNECTORS);
        known.replace(
            Parameter::Sslmode,
            &[
                ("verify-full", "require"),
                ("verify-ca", "require"),
                ("allow", "prefer"),
            ],
        );
        known.replace(
            Parameter::TargetSessionAttrs,
            &[
                ("primary", "read-write"),
                ("standby", "read-only"),
                ("prefer-standby", ""),
            ],
        );
        let milliseconds = known.get(Parameter::TcpUserTimeout).map(str::parse::<u64>);
        if let Some(Ok(milliseconds)) = milliseconds {
            let seconds = milliseconds.div_ceil(1000).to_string();
            known
                .values
                .insert(Parameter::TcpUserTimeout, Secret::new(seconds));
        }
        known.to_url()
    }

    /// A URL for sqlx, with what it reads and nothing else: it writes a parameter that it doesn't know, and its value, to the
    /// log.
    ///
    /// It knows one host. `sslrootcert=system` is left out, as it is what sqlx does without, by the feature for TLS that it
    /// is built with. With a `hostaddr` the certificate must be for that address. Over a socket alone, which has no TLS,
    /// `sslmode` is `disable`.
    ///
    /// ```
    /// use pgschema::connect::ConnectionString;
    ///
    /// let connection = ConnectionString::to_host("db.example.com").user("app").root_certificate("/etc/ssl/ca.pem");
    /// assert_eq!(connection.to_sqlx_url().expose(), "postgresql://app@db.example.com?sslmode=verify-full&sslrootcert=/etc/ssl/ca.pem");
    /// ```
    #[must_use]
    pub fn to_sqlx_url(&self) -> Secret {
        let mut known = self.known(SQLX);
        known.replace(Parameter::Sslrootcert, &[("system", "")]);
        known.to_url()
    }

    /// What of the string a driver knows. libpq doesn't look at `sslmode` over a socket; drivers ask for TLS there, which no
    /// server has.
    fn known(&self, parameters: &[Parameter]) -> Self {
        let mut known = self.clone();
        let host = known.get(Parameter::Host).unwrap_or_default();
        let is_socket = host.split(',').all(is_socket) && !host.is_empty();
        let elsewhere = [Parameter::Hostaddr, Parameter::Service];
        let is_elsewhere = elsewhere.iter().any(|it| known.values.contains_key(it));
        if is_socket && !is_elsewhere && known.values.contains_key(&Parameter::Sslmode) {
            known
                .values
                .insert(Parameter::Sslmode, Secret::new("disable"));
        }
        known.values.retain(|it, _| parameters.contains(it));
        known
    }

    /// Writes a value in the word of a driver, or leaves it out.
    fn replace(&mut self, parameter: Parameter, words: &[(&str, &str)]) {
        let value = self.get(parameter);
        let word = words.iter().find(|(libpq, _)| Some(*libpq) == value);
        match word {
            Some((_, "")) => self.values.remove(&parameter),
            Some((_, word)) => self.values.insert(parameter, Secret::new(*word)),
            None => None,
        };
    }
}

/// The parameters that sqlx reads.
const SQLX: &[Parameter] = &[
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
const CONNECTORS: &[Parameter] = &[
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

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> [String; 2] {
        let connection: ConnectionString = text.parse().unwrap();
        [connection.to_connector_url(), connection.to_sqlx_url()].map(|it| it.expose().to_owned())
    }

    #[test]
    fn no_driver_asks_for_tls_over_a_socket() {
        for url in urls("host=/run/postgresql user=app sslmode=verify-full") {
            assert!(url.ends_with("?sslmode=disable"), "{url}");
        }
        for url in urls("host=/run/postgresql,db user=app sslmode=verify-full") {
            assert!(!url.contains("disable"), "{url}");
        }
        for url in urls("host=/run/postgresql hostaddr=10.0.0.1 user=app sslmode=verify-full") {
            assert!(!url.contains("disable"), "{url}");
        }
    }

    #[test]
    fn a_timeout_is_in_the_units_of_the_driver() {
        let [connector, _] = urls("host=db tcp_user_timeout=1500");
        assert!(connector.contains("tcp_user_timeout=2"), "{connector}");
    }

    #[test]
    fn the_authorities_of_the_system_are_what_sqlx_takes_by_itself() {
        let [_, sqlx] = urls("host=db sslrootcert=system");
        assert_eq!(sqlx, "postgresql://db?sslmode=verify-full");
    }
}
