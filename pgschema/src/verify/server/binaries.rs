//! Finding the programs of a major version.

use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::ServerError;
use crate::Version;

/// Names `bin` directories, separated as in PATH.
pub(super) const BIN_VARIABLE: &str = "PGSCHEMA_POSTGRESQL_BIN";
/// Names a directory with installations: `18/bin`, `17/bin`, …
pub(super) const CACHE_VARIABLE: &str = "PGSCHEMA_POSTGRESQL_CACHE";

/// The programs that a server is made with.
pub(super) const PROGRAMS: [&str; 2] = ["initdb", "postgres"];

/// Where packages put them: Debian's and Ubuntu's, PostgreSQL's own for Red Hat's, Homebrew's on
/// either kind of Mac.
const PACKAGED: [(&str, &str); 4] = [
    ("/usr/lib/postgresql/", "/bin"),
    ("/usr/pgsql-", "/bin"),
    ("/opt/homebrew/opt/postgresql@", "/bin"),
    ("/usr/local/opt/postgresql@", "/bin"),
];

/// The programs of one version.
#[derive(Debug)]
pub(super) struct Binaries {
    /// The directory with `initdb` and `postgres`.
    pub(super) directory: PathBuf,
    /// Whether the directory above `directory` holds all that they need and nothing else, so that it
    /// can be copied.
    pub(super) is_whole: bool,
}

/// Where to look besides the variables and the usual places.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// A `bin` directory, and no other place.
    pub(super) bin: Option<PathBuf>,
    /// A directory with installations, if no variable names one.
    pub(super) installations: Option<PathBuf>,
}

/// The programs of a major version, from the first place that has them.
pub(super) fn find(version: Version, places: &Places) -> Result<Binaries, ServerError> {
    let major = version.major();
    let found = |directory: PathBuf, is_whole| Binaries {
        directory,
        is_whole,
    };
    if let Some(bin) = &places.bin {
        let bin = &absolute(bin);
        return match version_in(bin) {
            Some(found_here) if found_here == major => Ok(found(bin.clone(), false)),
            other => Err(ServerError::NotPrograms {
                version,
                directory: bin.clone(),
                named_by: "`ServerBuilder::binaries`",
                found: other,
            }),
        };
    }
    let mut looked_in = Vec::new();
    for bin in listed(BIN_VARIABLE).iter().map(|bin| absolute(bin)) {
        match version_in(&bin) {
            Some(found_here) if found_here == major => return Ok(found(bin, false)),
            // The variable may name a directory for each version.
            Some(_) => looked_in.push(bin),
            None => {
                return Err(ServerError::NotPrograms {
                    version,
                    directory: bin,
                    named_by: BIN_VARIABLE,
                    found: None,
                });
            }
        }
    }
    let cache = env::var_os(CACHE_VARIABLE).filter(|path| !path.is_empty());
    let cache = cache.map(PathBuf::from);
    let installations = cache.or_else(|| places.installations.clone());
    let installed = installations.map(|it| (it.join(major.to_string()).join("bin"), true));
    let packaged =
        PACKAGED.map(|(before, after)| (PathBuf::from(format!("{before}{major}{after}")), false));
    for (bin, is_whole) in installed.into_iter().chain(packaged) {
        let bin = absolute(&bin);
        if version_in(&bin) == Some(major) {
            return Ok(found(bin, is_whole));
        }
        looked_in.push(bin);
    }
    for directory in listed("PATH") {
        // PATH often has a link to `postgres` alone; the other programs are where it leads.
        if let Ok(postgres) = directory.join("postgres").canonicalize()
            && let Some(bin) = postgres.parent()
            && version_in(bin) == Some(major)
        {
            return Ok(found(bin.to_path_buf(), false));
        }
        looked_in.push(directory);
    }
    Err(ServerError::NoPrograms { version, looked_in })
}

/// The directory as it is named from everywhere: the programs are started in another one.
fn absolute(directory: &Path) -> PathBuf {
    let canonical = directory.canonicalize();
    canonical.unwrap_or_else(|_| directory.to_path_buf())
}

/// The directories that a variable names.
fn listed(variable: &str) -> Vec<PathBuf> {
    let list = env::var_os(variable).unwrap_or_default();
    env::split_paths(&list)
        .filter(|path| !path.as_os_str().is_empty())
        .collect()
}

/// The major version of the server in a directory; `None` if a program is missing or can't be run.
fn version_in(directory: &Path) -> Option<u32> {
    if !PROGRAMS
        .iter()
        .all(|program| directory.join(program).is_file())
    {
        return None;
    }
    let output = Command::new(directory.join("postgres"))
        .arg("--version")
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    major_version(&String::from_utf8_lossy(&output.stdout))
}

/// Reads `18` out of `postgres (PostgreSQL) 18.4 (…)`.
fn major_version(text: &str) -> Option<u32> {
    let number = text.strip_prefix("postgres (PostgreSQL) ")?;
    let end = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    number[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::major_version;

    #[test]
    fn the_major_version_is_read_from_every_spelling() {
        for (text, version) in [
            ("postgres (PostgreSQL) 18.4\n", Some(18)),
            ("postgres (PostgreSQL) 15.18 (Debian 15.18-0)\n", Some(15)),
            ("postgres (PostgreSQL) 19beta1\n", Some(19)),
            ("postgres (PostgreSQL) 19devel\n", Some(19)),
            ("postgres (Something Else) 18.4\n", None),
            ("", None),
        ] {
            assert_eq!(major_version(text), version, "{text:?}");
        }
    }
}
