//! The directory of a server: its data, its socket and its log.

use std::fs::DirBuilder;
use std::io::{self, ErrorKind};
use std::os::unix::fs::DirBuilderExt;
use std::path::PathBuf;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Makes an empty directory that only this account may enter.
///
/// It stands in `/tmp` whatever `TMPDIR` says: a socket's path must be shorter than 104 bytes, and
/// where servers run under another account than the tests, that account must be able to enter it.
pub(super) fn create() -> io::Result<PathBuf> {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = PathBuf::from(format!("/tmp/pgschema-{}-{number}", process::id()));
        match DirBuilder::new().mode(0o700).create(&path) {
            Ok(()) => return Ok(path),
            // Somebody else's: process numbers come round again.
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}
