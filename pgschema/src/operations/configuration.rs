//! `postgresql.conf`: what a server of production says otherwise than a fresh one.

use std::fmt;

use super::error::line;
use super::{Operations, OperationsError};
use crate::Version;

const FILE: &str = "postgresql.conf";

/// Sixteen terabytes: three quarters of more are too many blocks for `effective_cache_size`.
const MOST_MEMORY: u64 = 1 << 24;

/// A server can have 262,143 processes, some of them for itself.
const MOST_CONNECTIONS: u32 = 260_000;

/// What is known of the machine and its place.
///
/// ```
/// use pgschema::operations::ServerFacts;
///
/// let facts = ServerFacts::new("10.0.0.5", 16 * 1024)
///     .archive_command("pgbackrest --stanza=app archive-push %p")
///     .max_connections(200);
/// ```
#[derive(Clone, PartialEq, Eq)]
#[must_use]
pub struct ServerFacts {
    listen_addresses: String,
    memory_megabytes: u64,
    max_connections: u32,
    certificate: String,
    key: String,
    client_authority: Option<String>,
    archive: Archive,
    preload: Vec<String>,
}

#[derive(Clone, PartialEq, Eq)]
enum Archive {
    Unknown,
    Command(String),
    None(&'static str),
}

impl ServerFacts {
    /// The addresses to listen on, with commas between, and the memory of the machine in megabytes.
    pub fn new(listen_addresses: impl Into<String>, memory_megabytes: u64) -> Self {
        Self {
            listen_addresses: listen_addresses.into(),
            memory_megabytes,
            max_connections: 100,
            certificate: "server.crt".to_owned(),
            key: "server.key".to_owned(),
            client_authority: None,
            archive: Archive::Unknown,
            preload: vec!["pg_stat_statements".to_owned()],
        }
    }

    /// How many connections there can be; 100 without it.
    pub const fn max_connections(mut self, connections: u32) -> Self {
        self.max_connections = connections;
        self
    }

    /// The files of the server's certificate and of its key.
    pub fn certificate(mut self, certificate: impl Into<String>, key: impl Into<String>) -> Self {
        self.certificate = certificate.into();
        self.key = key.into();
        self
    }

    /// The file of the authority that signs the certificates of [clients](Operations::client_certificate).
    pub fn client_authority(mut self, authority: impl Into<String>) -> Self {
        self.client_authority = Some(authority.into());
        self
    }

    /// The command that puts a segment of the write-ahead log into the archive, without which there is no recovery to a
    /// point in time.
    pub fn archive_command(mut self, command: impl Into<String>) -> Self {
        self.archive = Archive::Command(command.into());
        self
    }

    /// No archive, and why.
    pub fn without_archive(mut self, reason: &'static str) -> Self {
        self.archive = Archive::None(reason);
        self
    }

    /// Another library to load at the start, such as `pgaudit`.
    pub fn preload(mut self, library: impl Into<String>) -> Self {
        self.preload.push(library.into());
        self
    }
}

// A command may have a password in it.
impl fmt::Debug for ServerFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ServerFacts")
            .field("listen_addresses", &self.listen_addresses)
            .field("memory_megabytes", &self.memory_megabytes)
            .field("max_connections", &self.max_connections)
            .finish_non_exhaustive()
    }
}

/// What is kept for superusers.
pub(super) const RESERVED: u32 = 3;

/// The lines of the file.
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn title(&mut self, title: &str) {
        let blank = if self.0.is_empty() { "" } else { "\n" };
        self.0 += &format!("{blank}# {title}\n");
    }

    fn text(&mut self, name: &'static str, value: &str) -> Result<(), OperationsError> {
        let value = line(name, value, FILE, &[])?;
        let value = value.replace('\\', "\\\\").replace('\'', "''");
        self.0 += &format!("{name} = '{value}'\n");
        Ok(())
    }

    fn word(&mut self, name: &str, value: impl std::fmt::Display) {
        self.0 += &format!("{name} = {value}\n");
    }
}

impl Operations<'_> {
    /// `postgresql.conf`, to be included from the one that `initdb` made.
    ///
    /// TLS from 1.3 on, SCRAM, logs that tell who came and what was slow, timeouts for whoever has none of their own, the
    /// archive, and memory by the usual shares.
    ///
    /// The logs show no value that a program binds, and nothing of a row that a constraint refuses; that costs the DETAIL of
    /// every error (`log_error_verbosity`). A value that is written into the text of a statement is in the log with it.
    ///
    /// PostgreSQL manual: Server Configuration.
    ///
    /// # Errors
    ///
    /// If a text can't stand in the file, if nobody said how the log is archived or who signs the certificates of clients, or if
    /// the sizes make no server.
    pub fn postgresql_conf(
        &self,
        facts: &ServerFacts,
        version: Version,
    ) -> Result<String, OperationsError> {
        let memory = facts.memory_megabytes;
        if !(256..=MOST_MEMORY).contains(&memory) {
            return Err(OperationsError::Size {
                what: format!(
                    "{memory} MB of memory make no server: 256 at least, {MOST_MEMORY} at most"
                ),
            });
        }
        if facts.max_connections <= RESERVED {
            return Err(OperationsError::Size {
                what: format!(
                    "of {} connections {RESERVED} are kept for superusers, and none is left",
                    facts.max_connections
                ),
            });
        }
        if facts.max_connections > MOST_CONNECTIONS {
            return Err(OperationsError::Size {
                what: format!(
                    "{} connections are more than a server can have: {MOST_CONNECTIONS} at most",
                    facts.max_connections
                ),
            });
        }
        let mut certified = self.certificates.iter();
        if let (Some(role), None) = (certified.next(), &facts.client_authority) {
            return Err(OperationsError::NoAuthority { role: role.clone() });
        }
        let mut lines = Lines::default();
        lines.title("Connections");
        lines.text("listen_addresses", &facts.listen_addresses)?;
        lines.word("max_connections", facts.max_connections);
        lines.word("superuser_reserved_connections", RESERVED);
        lines.word("client_connection_check_interval", "10s");
        lines.title("TLS and passwords");
        lines.word("ssl", "on");
        lines.text("ssl_cert_file", &facts.certificate)?;
        lines.text("ssl_key_file", &facts.key)?;
        if let Some(authority) = &facts.client_authority {
            lines.text("ssl_ca_file", authority)?;
        }
        lines.text("ssl_min_protocol_version", "TLSv1.3")?;
        lines.text("password_encryption", "scram-sha-256")?;
        if version >= Version::V16 {
            lines.word("scram_iterations", 600_000);
        }
        lines.title("Rows");
        lines.word("row_security", "on");
        lines.word("lo_compat_privileges", "off");
        lines.title("Memory");
        lines.word("shared_buffers", format!("{}MB", memory / 4));
        lines.word("effective_cache_size", format!("{}MB", memory / 4 * 3));
        lines.word(
            "maintenance_work_mem",
            format!("{}MB", (memory / 16).min(2048)),
        );
        let work = memory * 1024 / 4 / u64::from(facts.max_connections.max(1)) / 2;
        lines.word("work_mem", format!("{}kB", work.clamp(1024, 65_536)));
        lines.title("Timeouts, for whoever has none of their own");
        lines.word("statement_timeout", "60s");
        lines.word("lock_timeout", "10s");
        lines.word("idle_in_transaction_session_timeout", "60s");
        if version >= Version::V17 {
            lines.word("transaction_timeout", "5min");
        }
        lines.title("What is measured and logged");
        for library in &facts.preload {
            line("the library", library, FILE, &[' ', ',', '"', '\''])?;
        }
        lines.text("shared_preload_libraries", &facts.preload.join(","))?;
        let is_loaded = |name: &str| facts.preload.iter().any(|it| it == name);
        if is_loaded("pg_stat_statements") {
            // The statements that are kept, those that are seldom run going first; a restart doesn't lose them.
            lines.word("pg_stat_statements.max", 10_000);
            lines.word("pg_stat_statements.save", "on");
            // A SET with a tenant's id would be a statement of its own for each tenant.
            lines.word("pg_stat_statements.track_utility", "off");
        }
        // It has a setting of its own for what a program binds, and shows all of it without.
        if is_loaded("auto_explain") && version >= Version::V16 {
            lines.word("auto_explain.log_parameter_max_length", 0);
        }
        lines.word("compute_query_id", "on");
        lines.word("track_io_timing", "on");
        lines.word("log_min_duration_statement", "500ms");
        lines.word("log_lock_waits", "on");
        match version >= Version::V18 {
            true => lines.text("log_connections", "receipt,authentication,authorization")?,
            false => lines.word("log_connections", "on"),
        }
        lines.word("log_disconnections", "on");
        lines.text("log_statement", "ddl")?;
        lines.text("log_line_prefix", "%m [%p] %q%u@%d/%a ")?;
        // A DETAIL has the row that a constraint refuses, or the key that is there already.
        lines.word("log_error_verbosity", "terse");
        lines.word("log_parameter_max_length", 0);
        lines.word("log_parameter_max_length_on_error", 0);
        lines.title("Backups");
        lines.word("wal_level", "replica");
        match &facts.archive {
            Archive::Command(command) => {
                lines.word("archive_mode", "on");
                lines.text("archive_command", command)?;
            }
            Archive::None(reason) => {
                lines.0 += &format!("# {}\n", line("the reason", reason, FILE, &[])?);
                lines.word("archive_mode", "off");
            }
            Archive::Unknown => {
                return Err(OperationsError::Size {
                    what: "nobody said how the write-ahead log is archived: .archive_command(…), or .without_archive(\"why\")".to_owned(),
                });
            }
        }
        Ok(lines.0)
    }
}
