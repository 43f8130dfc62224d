//! A throw-away server for tests.

mod account;
mod binaries;
mod builder;
mod connect;
mod directory;
mod error;
mod relocate;
mod settings;
mod watchdog;

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek};
use std::os::unix::fs::{MetadataExt, chown};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

pub use builder::ServerBuilder;
pub use error::ServerError;

use crate::Version;
use account::Account;
use watchdog::Watchdog;

/// Names the socket; nothing listens on a network port.
const PORT: u16 = 5432;

/// How long a server may take to be made and started, on a machine that is busy.
const PATIENCE: Duration = Duration::from_secs(120);

/// A PostgreSQL server of its own for a test: made, started, and gone with its value or with the
/// process, however that ends (feature `test-server`, on Unix).
///
/// Nothing is shared with a server that runs on the machine. The data and the socket are in a
/// directory in `/tmp` that only this account may enter; no network port is opened. Every role may
/// connect without a password, and `postgres` is the superuser. The data isn't safe from a crash of the
/// machine, which makes the server fast.
///
/// ```no_run
/// use pgschema::{Database, Version, verify::Server};
///
/// let server = Server::start(Version::V18)?;
/// server.create_database("shop")?;
/// let ddl = Database::builder().hardened("app").build()?.render(server.version())?;
/// server.client("shop")?.batch_execute(&ddl)?;
/// let mut runtime = server.connect("app_runtime", "shop")?;
/// assert!(runtime.batch_execute("CREATE TABLE app.mine ()").is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Where the programs come from
///
/// `initdb` and `postgres` of the version that is asked for are taken from the first of
///
/// 1. [`ServerBuilder::binaries`], and no other place then;
/// 2. the `bin` directories that the variable `PGSCHEMA_POSTGRESQL_BIN` names, separated as in `PATH`;
/// 3. `<major>/bin` in the directory that `PGSCHEMA_POSTGRESQL_CACHE` names, or else
///    [`ServerBuilder::installations`];
/// 4. where packages put them: `/usr/lib/postgresql/<major>/bin` (Debian, Ubuntu),
///    `/usr/pgsql-<major>/bin` (Red Hat), Homebrew's `postgresql@<major>`;
/// 5. `PATH`.
///
/// Nothing is downloaded. Where none is found, the error says what to do.
///
/// # How it ends
///
/// Dropping it stops the server and removes its directory. It may as well stand in a `static`, for
/// all tests of a process: a small process of its own waits for the end of this one, also by a panic,
/// Ctrl-C or SIGKILL, and does the same then.
///
/// PostgreSQL refuses to run as root. In a process of root, the server runs as `nobody`.
#[derive(Debug)]
pub struct Server {
    version: Version,
    port: u16,
    directory: PathBuf,
    /// Beside the path, since it can still be read when the directory is gone.
    log: File,
    watchdog: Watchdog,
}

impl Server {
    /// Starts a server. It accepts connections when this returns.
    ///
    /// # Errors
    ///
    /// If there are no programs of this version, or the server doesn't start; with its log then.
    pub fn start(version: Version) -> Result<Self, ServerError> {
        Self::builder(version).start()
    }

    /// A server with settings, or from a directory, of your own.
    pub fn builder(version: Version) -> ServerBuilder {
        ServerBuilder::new(version)
    }

    fn start_as(builder: &ServerBuilder) -> Result<Self, ServerError> {
        let version = builder.version;
        let binaries = binaries::find(version, &builder.places)?;
        let directory =
            directory::create().map_err(ServerError::system("making a directory in /tmp"))?;
        let begun = begin(&directory, builder);
        let (account, log, watchdog) = begun.inspect_err(|_| {
            // Nobody else removes it yet, and there is nothing but the log in it.
            let _ = fs::remove_dir_all(&directory);
        })?;
        let mut server = Self {
            version,
            port: builder.tcp_port.unwrap_or(PORT),
            directory,
            log,
            watchdog,
        };
        let bin = match account {
            Some(account) => relocate::reachable(&binaries, account, &server.directory)?,
            None => binaries.directory,
        };
        let ran = server.watchdog.run_server(&bin);
        ran.map_err(ServerError::system("starting the server"))?;
        server.wait_until_ready()?;
        Ok(server)
    }

    /// The version of the server.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// The directory with everything that belongs to the server: the socket, `data`, `log`. Clients take it
    /// as their host.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// The port, which names the socket.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// What the server has written to its log so far.
    ///
    /// # Errors
    ///
    /// If it can't be read.
    pub fn log(&self) -> Result<String, ServerError> {
        read(&self.log).map_err(ServerError::system("reading the log"))
    }

    /// Without a connection, since the driver can't make one within an asynchronous runtime.
    fn wait_until_ready(&mut self) -> Result<(), ServerError> {
        let status = self.directory.join("data/postmaster.pid");
        let deadline = Instant::now() + PATIENCE;
        while !is_ready(&status) {
            let has_ended = self.watchdog.has_ended();
            if has_ended || Instant::now() > deadline {
                return Err(ServerError::NotStarted {
                    version: self.version,
                    reason: if has_ended {
                        "did not start"
                    } else {
                        "accepts no connections"
                    },
                    log: read(&self.log).unwrap_or_default(),
                });
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }
}

/// Makes all that is needed for the directory to be removed at the end.
fn begin(
    directory: &Path,
    builder: &ServerBuilder,
) -> Result<(Option<Account>, File, Watchdog), ServerError> {
    let settings = settings::write(directory, &builder.settings, builder.tcp_port)?;
    let start = || {
        // This process made the directory, so its owner is the user that the process runs as.
        let account = Account::to_switch_to(fs::metadata(directory)?.uid());
        if let Some(account) = account {
            chown(directory, Some(account.uid), Some(account.gid))?;
        }
        let log = create_log(directory)?;
        let watchdog = Watchdog::start(directory, &settings, &log, account)?;
        Ok((account, log, watchdog))
    };
    start().map_err(ServerError::system(format!(
        "preparing {}",
        directory.display()
    )))
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

fn read(mut log: &File) -> io::Result<String> {
    let mut text = Vec::new();
    log.rewind()?;
    log.read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Whether the server says in its eighth line that it accepts connections, as `pg_ctl` asks.
fn is_ready(status: &Path) -> bool {
    let text = fs::read_to_string(status).unwrap_or_default();
    text.lines().nth(7).is_some_and(|it| it.trim() == "ready")
}
