//! Putting the binaries where the account that servers run as can reach them.

use std::fs;
use std::io;
use std::os::unix::fs::{chown, symlink};
use std::path::{Path, PathBuf};

use crate::account::Account;
use crate::binaries::Binaries;

/// The directory to run the binaries from: their own, or a copy inside `directory`.
///
/// A checkout below a directory such as `/root`, which nobody but its owner may enter, is out of
/// reach for the unprivileged account, and so is the cache in it.
pub(crate) fn reachable(binaries: &Binaries, account: Account, directory: &Path) -> PathBuf {
    if account.can_run(&binaries.directory.join("postgres")) {
        return binaries.directory.clone();
    }
    let original = &binaries.directory;
    let Some(installation) = original.parent().filter(|_| binaries.cached) else {
        // What else stands beside such a directory is unknown, so it can't be copied blindly.
        panic!(
            "the account that servers run as (uid {}) can't run {}: every directory above it must \
             be open to that account",
            account.uid,
            original.join("postgres").display(),
        )
    };
    let copy = directory.join("postgresql");
    copy_tree(installation, &copy, account).unwrap_or_else(|error| {
        panic!(
            "can't copy {} to {}: {error}",
            installation.display(),
            copy.display()
        )
    });
    let bin = copy.join("bin");
    assert!(
        account.can_run(&bin.join("postgres")),
        "the account that servers run as (uid {}) can't run a copy of {} either: are its files \
         readable by all?",
        account.uid,
        original.join("postgres").display(),
    );
    bin
}

fn copy_tree(from: &Path, to: &Path, account: Account) -> io::Result<()> {
    fs::create_dir(to)?;
    // Directories only, so that the account can remove the copy with the cluster: a linked file is
    // the original.
    chown(to, Some(account.uid), Some(account.gid))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy_tree(&source, &target, account)?;
        } else if kind.is_symlink() {
            symlink(fs::read_link(&source)?, &target)?;
        } else if fs::hard_link(&source, &target).is_err() {
            // A link costs nothing, but can't lead to another file system.
            fs::copy(&source, &target)?;
        }
    }
    Ok(())
}
