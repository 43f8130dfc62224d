//! A throw-away cluster: made, started, and gone with the process.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::AtomicU32;
use std::thread;
use std::time::{Duration, Instant};

use crate::account::Account;
use crate::watchdog::Watchdog;
use crate::{SUPPORTED, binaries, directory, relocate};

/// Names the socket; nothing listens on a network port.
pub const PORT: u16 = 5432;

/// How long a cluster may take to be made and started, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(120);

const VERSIONS: usize = (*SUPPORTED.end() - *SUPPORTED.start() + 1) as usize;

/// A running server with a data directory of its own.
#[derive(Debug)]
pub struct Cluster {
    version: u32,
    directory: PathBuf,
    watchdog: Watchdog,
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
        let binaries = binaries::find(version);
        let directory = directory::create();
        Self::start_in(directory.clone(), version, binaries).unwrap_or_else(|error| {
            panic!("can't make a cluster in {}: {error}", directory.display())
        })
    }

    fn start_in(
        directory: PathBuf,
        version: u32,
        binaries: &binaries::Binaries,
    ) -> io::Result<Self> {
        // This process made the directory, so its owner is the user that the process runs as.
        let account = Account::to_switch_to(fs::metadata(&directory)?.uid());
        if let Some(account) = account {
            chown(&directory, Some(account.uid), Some(account.gid))?;
        }
        let mut log = create_log(&directory)?;
        let watchdog = Watchdog::start(&directory, &settings(&directory), &log, account)?;
        let mut cluster = Self {
            version,
            directory,
            watchdog,
            next: AtomicU32::new(1),
        };
        let bin = match account {
            Some(account) => relocate::reachable(binaries, account, &cluster.directory),
            None => binaries.directory.clone(),
        };
        cluster.watchdog.run_server(&bin)?;
        if let Err(reason) = cluster.wait_until_ready() {
            let mut text = Vec::new();
            log.rewind()?;
            log.read_to_end(&mut text)?;
            panic!(
                "PostgreSQL {version} {reason}\n{}",
                String::from_utf8_lossy(&text)
            );
        }
        Ok(cluster)
    }

    /// The major version of the server.
    #[must_use]
    pub fn version(&self) -> u32 {
        self.version
    }

    /// The directory with everything that belongs to the cluster: its `data`, its socket, its `log`.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    fn wait_until_ready(&mut self) -> Result<(), String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let error = match self.try_connect("postgres", "postgres") {
                Ok(_) => return Ok(()),
                Err(error) => error,
            };
            if self.watchdog.has_ended() {
                return Err("did not start:".to_owned());
            }
            if Instant::now() > deadline {
                return Err(format!("accepts no connection: {error}"));
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Durability is given up for speed: the data dies with the process anyway.
fn settings(directory: &Path) -> String {
    format!(
        "fsync = off\n\
         full_page_writes = off\n\
         synchronous_commit = off\n\
         listen_addresses = ''\n\
         unix_socket_directories = '{}'\n\
         port = {PORT}\n\
         max_connections = 200\n\
         timezone = 'UTC'\n\
         log_timezone = 'UTC'\n",
        directory.display(),
    )
}

/// Opened here and not by the server, so that it can still be read when a failed start has taken
/// the directory with it.
fn create_log(directory: &Path) -> io::Result<File> {
    OpenOptions::new()
        .read(true)
        .append(true)
        .create_new(true)
        .open(directory.join("log"))
}
