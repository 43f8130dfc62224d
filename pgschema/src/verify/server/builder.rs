use std::path::PathBuf;

use super::binaries::Places;
use super::{Server, ServerError};
use crate::Version;

/// A [`Server`] that is to be started with something else than the defaults.
///
/// ```no_run
/// use pgschema::{Version, verify::Server};
///
/// let server = Server::builder(Version::V17)
///     .binaries("/opt/postgresql-17/bin")
///     .setting("max_connections", "20")
///     .setting("log_statement", "all")
///     .start()?;
/// # Ok::<(), pgschema::verify::ServerError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ServerBuilder {
    pub(super) version: Version,
    pub(super) places: Places,
    pub(super) settings: Vec<(String, String)>,
    pub(super) tcp_port: Option<u16>,
}

impl ServerBuilder {
    pub(super) fn new(version: Version) -> Self {
        Self {
            version,
            places: Places::default(),
            settings: Vec::new(),
            tcp_port: None,
        }
    }

    /// The directory with `initdb` and `postgres`. No other place is looked in then.
    pub fn binaries(mut self, directory: impl Into<PathBuf>) -> Self {
        self.places.bin = Some(directory.into());
        self
    }

    /// A directory with installations by their major version (`18/bin`, `17/bin`), which is looked in
    /// unless the variable `PGSCHEMA_POSTGRESQL_CACHE` names another one.
    ///
    /// As root, an installation that others can't reach is copied for the server.
    pub fn installations(mut self, directory: impl Into<PathBuf>) -> Self {
        self.places.installations = Some(directory.into());
        self
    }

    /// A setting of the server, as in `postgresql.conf`. Where the socket is can't be changed.
    pub fn setting(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.settings.push((name.into(), value.into()));
        self
    }

    /// Listens on a TCP port of 127.0.0.1 as well, for what can't be tried over a socket: TLS, a proxy.
    ///
    /// The port names the socket, too. One that is taken is an error of [`start`](Self::start).
    pub const fn tcp_port(mut self, port: u16) -> Self {
        self.tcp_port = Some(port);
        self
    }

    /// Starts the server.
    ///
    /// # Errors
    ///
    /// As [`Server::start`].
    pub fn start(self) -> Result<Server, ServerError> {
        Server::start_as(&self)
    }
}
