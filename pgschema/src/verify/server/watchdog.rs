//! The process that a server runs below, so that it ends with this one.

use std::fs::File;
use std::io::{self, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::account::Account;

/// A shell that holds a pipe from this process. Dropping it removes the cluster; so does the end of
/// the process, even where nothing is dropped: statics never are, and neither is anything when the
/// process is killed.
#[derive(Debug)]
pub(super) struct Watchdog(Child);

impl Watchdog {
    /// From here on, the directory is removed with everything in it.
    pub(super) fn start(
        directory: &Path,
        settings: &str,
        log: &File,
        account: Option<Account>,
    ) -> io::Result<Self> {
        let mut command = Command::new("/bin/sh");
        command
            .arg("-c")
            .arg(include_str!("watchdog.sh"))
            .arg("watchdog")
            .arg(directory)
            .arg(settings)
            .stdin(Stdio::piped())
            .stdout(log.try_clone()?)
            .stderr(log.try_clone()?)
            .current_dir(directory)
            // Variables such as PGPORT or LC_ALL must not change what a test sees.
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .env("LC_ALL", "C")
            .env("TZ", "UTC")
            // Ctrl-C is for the tests alone: the watchdog must outlive them.
            .process_group(0);
        if let Some(account) = account {
            account.run(&mut command);
        }
        command.spawn().map(Self)
    }

    /// Makes it create and start the cluster.
    pub(super) fn run_server(&mut self, bin: &Path) -> io::Result<()> {
        let pipe = self.0.stdin.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        pipe.write_all(bin.as_os_str().as_bytes())?;
        pipe.write_all(b"\n")
    }

    /// Whether the server has ended, or never started.
    pub(super) fn has_ended(&mut self) -> bool {
        !matches!(self.0.try_wait(), Ok(None))
    }
}

impl Drop for Watchdog {
    fn drop(&mut self) {
        // Closes the pipe first. There is nobody left to tell of an error.
        let _ = self.0.wait();
    }
}
