//! A server of a version, started when a test asks for it.

use std::path::Path;
use std::sync::OnceLock;
use std::sync::atomic::AtomicU32;

use pgschema::Version;
use pgschema::verify::{Server, ServerError};

use crate::SUPPORTED;

/// What `tests/run` fills.
const CACHE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/postgresql");

const VERSIONS: usize = (*SUPPORTED.end() - *SUPPORTED.start() + 1) as usize;

/// A running server with a data directory of its own.
#[derive(Debug)]
pub struct Cluster {
    pub(crate) server: Server,
    /// Numbers the databases and roles that tests ask for.
    pub(crate) next: AtomicU32,
}

impl Cluster {
    /// The cluster of a major version that all tests of this process share, started when it is
    /// first asked for.
    ///
    /// # Panics
    /// As [`Cluster::start`] does.
    #[must_use]
    pub fn shared(version: u32) -> &'static Self {
        static CLUSTERS: [OnceLock<Cluster>; VERSIONS] = [const { OnceLock::new() }; VERSIONS];
        let slot = version
            .checked_sub(*SUPPORTED.start())
            .and_then(|index| CLUSTERS.get(index as usize))
            .unwrap_or_else(|| panic!("PostgreSQL {version} is not among the supported versions"));
        slot.get_or_init(|| Self::start(version))
    }

    /// Starts a cluster that is this caller's alone. Dropping it removes it.
    ///
    /// # Panics
    /// When there are no binaries of this version, with a message that says how to get them, and
    /// when the server doesn't start, with its log.
    #[must_use]
    pub fn start(version: u32) -> Self {
        let version = Version::try_from(version).unwrap_or_else(|error| panic!("{error}"));
        let server = Server::builder(version).installations(CACHE).start();
        let server = server.unwrap_or_else(|error| match error {
            ServerError::NoPrograms { .. } => panic!(
                "{error}\n\
                 Here, `tests/run` installs them and runs all tests, or `tests/run --install-only`.\n\
                 To leave versions out on purpose: PGSCHEMA_TEST_VERSIONS=15,18"
            ),
            error => panic!("{error}"),
        });
        Self {
            server,
            next: AtomicU32::new(1),
        }
    }

    /// The major version of the server.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.server.version().major()
    }

    /// The server.
    #[must_use]
    pub fn server(&self) -> &Server {
        &self.server
    }

    /// The directory with everything that belongs to the cluster: its `data`, its socket, its `log`.
    #[must_use]
    pub fn directory(&self) -> &Path {
        self.server.directory()
    }

    /// What its socket is called.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.server.port()
    }
}
