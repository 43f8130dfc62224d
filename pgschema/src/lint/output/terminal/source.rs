//! The sources of the program, if they are there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// A source larger than this is nobody's hand-written structs.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Files by the names that rustc has for them. Each is read once.
pub(super) struct Sources {
    /// Where names may begin, the likeliest first.
    roots: Vec<PathBuf>,
    files: BTreeMap<&'static str, Option<String>>,
}

impl Sources {
    pub(super) fn from_current_directory() -> Self {
        // Without a current directory, files with whole paths are still found.
        Self::from(&env::current_dir().unwrap_or_default())
    }

    fn from(directory: &Path) -> Self {
        let mut roots: Vec<PathBuf> = directory.ancestors().map(Path::to_owned).collect();
        // Names begin at the root of the workspace, where the lock file is; a test or a build script
        // runs below it, in its package, which may have a file of the same name.
        roots.sort_by_key(|root| !root.join("Cargo.lock").is_file());
        Self {
            roots,
            files: BTreeMap::new(),
        }
    }

    /// The text of a file.
    pub(super) fn get(&mut self, file: &'static str) -> Option<&str> {
        let roots = &self.roots;
        let text = self
            .files
            .entry(file)
            .or_insert_with(|| roots.iter().find_map(|root| read(&root.join(file))));
        text.as_deref()
    }
}

fn read(path: &Path) -> Option<String> {
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > LARGEST {
        return None;
    }
    fs::read_to_string(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_from_below_and_the_workspace_comes_first() {
        let name = format!("pgschema-sources-{}", std::process::id());
        let root = env::temp_dir().join(name);
        let package = root.join("package");
        for directory in [root.join("src"), package.join("src")] {
            fs::create_dir_all(directory).unwrap();
        }
        fs::write(root.join("Cargo.lock"), "").unwrap();
        fs::write(root.join("src/lib.rs"), "of the workspace").unwrap();
        fs::write(package.join("src/lib.rs"), "of the package").unwrap();
        fs::write(package.join("src/main.rs"), "of the package alone").unwrap();

        let mut sources = Sources::from(&package);
        assert_eq!(sources.get("src/lib.rs"), Some("of the workspace"));
        assert_eq!(sources.get("src/main.rs"), Some("of the package alone"));
        assert_eq!(sources.get("src/none.rs"), None);
        assert_eq!(sources.get("src"), None);
        fs::remove_dir_all(root).unwrap();
    }
}
