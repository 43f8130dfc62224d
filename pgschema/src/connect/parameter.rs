use std::fmt;

macro_rules! parameters {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $variable:expr;)*) => {
        /// A parameter of a connection, as libpq knows it.
        ///
        /// ```
        /// use pgschema::connect::Parameter;
        ///
        /// let parameter = Parameter::by_name("sslmode").unwrap();
        /// assert_eq!(parameter.variable(), Some("PGSSLMODE"));
        /// assert_eq!(Parameter::by_name("ssl_mode"), None);
        /// ```
        ///
        /// PostgreSQL manual: libpq, Parameter Key Words.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Parameter {
            $($(#[$doc])* $variant,)*
        }

        impl Parameter {
            /// All of them, by name.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its key word.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The environment variable that libpq reads where a string doesn't say.
            #[must_use]
            pub const fn variable(self) -> Option<&'static str> {
                match self { $(Self::$variant => $variable,)* }
            }
        }
    };
}

parameters! {
    /// What `pg_stat_activity` calls the program.
    ApplicationName = "application_name", Some("PGAPPNAME");
    /// Whether the password is bound to the TLS connection.
    ChannelBinding = "channel_binding", Some("PGCHANNELBINDING");
    /// The encoding of texts.
    ClientEncoding = "client_encoding", Some("PGCLIENTENCODING");
    /// How many seconds a connection may take.
    ConnectTimeout = "connect_timeout", Some("PGCONNECT_TIMEOUT");
    /// The database.
    Dbname = "dbname", Some("PGDATABASE");
    /// What `application_name` is where nothing says it.
    FallbackApplicationName = "fallback_application_name", None;
    /// Whether Kerberos credentials are passed on; libpq 17.
    Gssdelegation = "gssdelegation", Some("PGGSSDELEGATION");
    /// Whether Kerberos encrypts.
    Gssencmode = "gssencmode", Some("PGGSSENCMODE");
    /// Which library does Kerberos.
    Gsslib = "gsslib", Some("PGGSSLIB");
    /// Names of hosts, or directories of sockets, with commas between.
    Host = "host", Some("PGHOST");
    /// Addresses, so that no name is looked up.
    Hostaddr = "hostaddr", Some("PGHOSTADDR");
    /// Whether TCP looks if the other side is still there.
    Keepalives = "keepalives", None;
    /// After how many lost signs it isn't.
    KeepalivesCount = "keepalives_count", None;
    /// After how many idle seconds TCP looks.
    KeepalivesIdle = "keepalives_idle", None;
    /// How many seconds lie between the signs.
    KeepalivesInterval = "keepalives_interval", None;
    /// What Kerberos calls the service.
    Krbsrvname = "krbsrvname", Some("PGKRBSRVNAME");
    /// In which order hosts are tried; libpq 16.
    LoadBalanceHosts = "load_balance_hosts", Some("PGLOADBALANCEHOSTS");
    /// The newest version of the protocol; libpq 18.
    MaxProtocolVersion = "max_protocol_version", Some("PGMAXPROTOCOLVERSION");
    /// The oldest version of the protocol; libpq 18.
    MinProtocolVersion = "min_protocol_version", Some("PGMINPROTOCOLVERSION");
    /// The client's name at the OAuth provider; libpq 18.
    OauthClientId = "oauth_client_id", None;
    /// The client's password at the OAuth provider; libpq 18.
    OauthClientSecret = "oauth_client_secret", None;
    /// The OAuth provider; libpq 18.
    OauthIssuer = "oauth_issuer", None;
    /// What OAuth is asked for; libpq 18.
    OauthScope = "oauth_scope", None;
    /// Settings of the session, as on a command line.
    Options = "options", Some("PGOPTIONS");
    /// The file with passwords.
    Passfile = "passfile", Some("PGPASSFILE");
    /// The password.
    Password = "password", Some("PGPASSWORD");
    /// The ports of the hosts, with commas between.
    Port = "port", Some("PGPORT");
    /// Whether the session replicates.
    Replication = "replication", None;
    /// What the server may ask for; libpq 16.
    RequireAuth = "require_auth", Some("PGREQUIREAUTH");
    /// The operating-system account that the server must have, on a socket.
    Requirepeer = "requirepeer", Some("PGREQUIREPEER");
    /// What SCRAM proves to know in place of a password; libpq 18.
    ScramClientKey = "scram_client_key", None;
    /// What SCRAM knows the server by; libpq 18.
    ScramServerKey = "scram_server_key", None;
    /// An entry of the service file.
    Service = "service", Some("PGSERVICE");
    /// The service file; as a parameter, libpq 19.
    Servicefile = "servicefile", Some("PGSERVICEFILE");
    /// The newest version of TLS.
    SslMaxProtocolVersion = "ssl_max_protocol_version", Some("PGSSLMAXPROTOCOLVERSION");
    /// The oldest version of TLS.
    SslMinProtocolVersion = "ssl_min_protocol_version", Some("PGSSLMINPROTOCOLVERSION");
    /// The client's certificate.
    Sslcert = "sslcert", Some("PGSSLCERT");
    /// Whether the client shows a certificate; libpq 16.
    Sslcertmode = "sslcertmode", Some("PGSSLCERTMODE");
    /// Whether TLS compresses, which weakens it.
    Sslcompression = "sslcompression", Some("PGSSLCOMPRESSION");
    /// Certificates that were taken back.
    Sslcrl = "sslcrl", Some("PGSSLCRL");
    /// The directory of certificates that were taken back.
    Sslcrldir = "sslcrldir", Some("PGSSLCRLDIR");
    /// The key of the client's certificate.
    Sslkey = "sslkey", Some("PGSSLKEY");
    /// Where the keys of the session are written, for who wants to read along; libpq 18.
    Sslkeylogfile = "sslkeylogfile", None;
    /// Whether the connection is encrypted, and whether the server must be who it says.
    Sslmode = "sslmode", Some("PGSSLMODE");
    /// Whether TLS begins at once; libpq 17.
    Sslnegotiation = "sslnegotiation", Some("PGSSLNEGOTIATION");
    /// The password of the client's key.
    Sslpassword = "sslpassword", None;
    /// The certificates of who is trusted; `system` with libpq 16.
    Sslrootcert = "sslrootcert", Some("PGSSLROOTCERT");
    /// Whether TLS says the host's name.
    Sslsni = "sslsni", Some("PGSSLSNI");
    /// Which of the hosts will do: one that writes, a replica.
    TargetSessionAttrs = "target_session_attrs", Some("PGTARGETSESSIONATTRS");
    /// How many milliseconds data may stay without an answer.
    TcpUserTimeout = "tcp_user_timeout", None;
    /// The role.
    User = "user", Some("PGUSER");
}

impl Parameter {
    /// The parameter of a key word.
    #[must_use]
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|it| it.name() == name)
    }

    /// Whether its value is shown to nobody.
    ///
    /// ```
    /// use pgschema::connect::Parameter;
    ///
    /// assert!(Parameter::Sslpassword.is_secret());
    /// assert!(!Parameter::User.is_secret());
    /// ```
    #[must_use]
    pub const fn is_secret(self) -> bool {
        matches!(
            self,
            Self::Password
                | Self::Sslpassword
                | Self::OauthClientSecret
                | Self::ScramClientKey
                | Self::ScramServerKey
        )
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Parameter;

    #[test]
    fn parameters_are_in_the_order_of_their_names() {
        assert!(Parameter::ALL.is_sorted_by_key(|it| it.name()));
    }
}
