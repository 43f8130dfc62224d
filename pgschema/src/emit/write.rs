//! Writing a file that somebody may be reading.

use std::fs;
use std::io;
use std::path::Path;
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// Writes a file unless it has these bytes already; whether it was written. Whoever reads it sees
/// the old bytes or the new ones, and an unchanged file keeps its time.
pub(super) fn write_if_changed(path: &Path, text: &str) -> io::Result<bool> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(false);
    }
    // Beside the file, since a rename can't cross file systems.
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let temporary = path.with_extension(format!("{}-{number}.tmp", process::id()));
    let written = fs::write(&temporary, text).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        let _ = fs::remove_file(&temporary);
    }
    written.map(|()| true)
}
