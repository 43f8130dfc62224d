//! Finding the server binaries of each major version.

use std::collections::BTreeMap;
use std::env;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use crate::SUPPORTED;

const BIN_VARIABLE: &str = "PGSCHEMA_POSTGRESQL_BIN";
const CACHE_VARIABLE: &str = "PGSCHEMA_POSTGRESQL_CACHE";
const PACKAGED: &str = "/usr/lib/postgresql";

/// The programs that a cluster is made with.
const PROGRAMS: [&str; 2] = ["initdb", "postgres"];

/// The server binaries of one version.
#[derive(Debug)]
pub(crate) struct Binaries {
    /// The directory with `initdb` and `postgres`.
    pub(crate) directory: PathBuf,
    /// Whether they stand in the cache, so that the directory above `directory` holds all that they
    /// need and nothing else.
    pub(crate) cached: bool,
}

/// The binaries of a major version.
pub(crate) fn find(version: u32) -> &'static Binaries {
    // A result, because a panic inside would hide its message from every test but the first.
    static FOUND: LazyLock<Result<BTreeMap<u32, Binaries>, String>> = LazyLock::new(search);
    let found = FOUND.as_ref().unwrap_or_else(|error| panic!("{error}"));
    found.get(&version).unwrap_or_else(|| {
        panic!(
            "no server binaries of PostgreSQL {version}.\n\
             Run `tests/run`, which installs them and runs all tests, or `tests/run \
             --install-only`.\n\
             Looked in: the directories that {BIN_VARIABLE} names, {}, {PACKAGED}/*/bin, PATH.\n\
             To leave versions out on purpose: PGSCHEMA_TEST_VERSIONS=15,18",
            cache().display(),
        )
    })
}

fn search() -> Result<BTreeMap<u32, Binaries>, String> {
    let mut found = BTreeMap::new();
    let mut add = |version, directory, cached| {
        found
            .entry(version)
            .or_insert(Binaries { directory, cached });
    };
    if let Some(list) = env::var_os(BIN_VARIABLE) {
        for directory in env::split_paths(&list).filter(|path| !path.as_os_str().is_empty()) {
            let version = version_in(&directory).ok_or_else(|| {
                format!(
                    "{BIN_VARIABLE} names {}, where {} can't be run",
                    directory.display(),
                    PROGRAMS.join(" and "),
                )
            })?;
            add(version, directory, false);
        }
    }
    for (parents, cached) in [(cache(), true), (PathBuf::from(PACKAGED), false)] {
        for directory in bin_directories(&parents) {
            if let Some(version) = version_in(&directory) {
                add(version, directory, cached);
            }
        }
    }
    for directory in env::split_paths(&env::var_os("PATH").unwrap_or_default()) {
        // PATH often has a link to `postgres` alone; the other programs are where it leads.
        let Ok(postgres) = directory.join("postgres").canonicalize() else {
            continue;
        };
        let directory = postgres.parent().unwrap_or(&directory);
        if let Some(version) = version_in(directory) {
            add(version, directory.to_path_buf(), false);
        }
    }
    Ok(found)
}

fn cache() -> PathBuf {
    match env::var_os(CACHE_VARIABLE) {
        Some(path) => path.into(),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/postgresql"),
    }
}

/// The `bin` directories of the installations that stand side by side under `parents`.
fn bin_directories(parents: &Path) -> impl Iterator<Item = PathBuf> {
    SUPPORTED
        .map(|version| parents.join(version.to_string()).join("bin"))
        .filter_map(|directory| directory.canonicalize().ok())
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
