//! Putting the programs where the account that servers run as can reach them.

use std::fs;
use std::io;
use std::os::unix::fs::{chown, symlink};
use std::path::{Path, PathBuf};

use super::ServerError;
use super::account::Account;
use super::binaries::Binaries;

/// The directory to run the programs from: their own, or a copy inside `directory`.
///
/// A checkout below a directory such as `/root`, which nobody but its owner may enter, is out of
/// reach for the unprivileged account, and so is what lies in it.
pub(super) fn reachable(
    binaries: &Binaries,
    account: Account,
    directory: &Path,
) -> Result<PathBuf, ServerError> {
    let original = &binaries.directory;
    let postgres = original.join("postgres");
    if account.can_run(&postgres) {
        return Ok(original.clone());
    }
    let out_of_reach = || ServerError::OutOfReach {
        program: postgres.clone(),
        account: account.uid,
    };
    // What else stands beside any other directory is unknown, so it can't be copied blindly.
    let installation = original.parent().filter(|_| binaries.is_whole);
    let installation = installation.ok_or_else(out_of_reach)?;
    let copy = directory.join("postgresql");
    copy_tree(installation, &copy, account).map_err(ServerError::system(format!(
        "copying {} to {}",
        installation.display(),
        copy.display()
    )))?;
    let bin = copy.join("bin");
    if !account.can_run(&bin.join("postgres")) {
        return Err(out_of_reach());
    }
    Ok(bin)
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
