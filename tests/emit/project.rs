//! A package of somebody else's, and cargo at work on it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

const MANIFEST: &str = r#"
[package]
name = "NAME"
version = "0.1.0"
edition = "2024"

[dependencies]
pgschema = { path = "PGSCHEMA" }

[build-dependencies]
pgschema = { path = "PGSCHEMA", features = ["build"] }

[workspace]
"#;

const PROGRAM: &str = r#"
pub mod schema;

fn main() {
    print!("{}", include_str!(env!("PGSCHEMA_SQL")));
}
"#;

pub(crate) const SCHEMA: &str = r#"
use pgschema::{Database, InvalidDatabase, Table};

/// A note.
#[derive(Table)]
#[pg(table = "notes", allow(no_row_security, reason = "a test"))]
pub struct Note {
    #[pg(primary_key)]
    pub id: i64,
    pub body: String,
}

pub fn database() -> Result<Database, InvalidDatabase> {
    Database::builder().hardened("app").table::<Note>().build()
}
"#;

/// What a build came to.
pub(crate) struct Built {
    /// What the program prints; nothing if the build failed.
    pub(crate) sql: Option<String>,
    /// Whether the build script ran.
    pub(crate) script_ran: bool,
    /// Whether the program was compiled.
    pub(crate) compiled: bool,
    /// What cargo said.
    pub(crate) said: String,
}

/// A package with a build script, in a directory of its own.
pub(crate) struct Project {
    name: &'static str,
    root: PathBuf,
}

impl Project {
    pub(crate) fn new(name: &'static str) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("emit")
            .join(name);
        if root.exists() {
            fs::remove_dir_all(&root).unwrap();
        }
        fs::create_dir_all(root.join("src")).unwrap();
        let project = Self { name, root };
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let pgschema = workspace.join("pgschema");
        let manifest = MANIFEST
            .replace("NAME", name)
            .replace("PGSCHEMA", pgschema.to_str().unwrap());
        project.write("Cargo.toml", &manifest);
        project.write("build.rs", block("// build.rs\n"));
        project.write("src/main.rs", PROGRAM);
        project.write("src/schema.rs", SCHEMA);
        // The versions that are there already.
        fs::copy(
            workspace.join("Cargo.lock"),
            project.root.join("Cargo.lock"),
        )
        .unwrap();
        project
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).unwrap();
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// Every file of the package.
    pub(crate) fn files(&self) -> BTreeSet<PathBuf> {
        let mut files = BTreeSet::new();
        let mut directories = vec![self.root.clone()];
        while let Some(directory) = directories.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    directories.push(path);
                } else {
                    files.insert(path);
                }
            }
        }
        files
    }

    /// Builds the package and runs its program.
    pub(crate) fn build(&self) -> Built {
        let output = self.cargo(&["build", "--verbose"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let sql = output.status.success().then(|| {
            let program = self.cargo(&["run", "--quiet"]);
            String::from_utf8(program.stdout).unwrap()
        });
        let fresh = format!("Fresh {} ", self.name);
        Built {
            sql,
            script_ran: said
                .lines()
                .any(|line| line.contains("Running") && line.ends_with("build-script-build`")),
            compiled: !said.contains(&fresh),
            said,
        }
    }

    /// Cargo as a user has it: nothing of the cargo that runs this test reaches it.
    fn cargo(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO"));
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            let is_inner = name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
            if is_inner || name == "RUSTFLAGS" || name == "CARGO_INCREMENTAL" {
                command.env_remove(name);
            }
        }
        command
            .args(arguments)
            .arg("--offline")
            .current_dir(&self.root)
            // One for all projects: their dependencies are the same.
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("emit-target"),
            )
            .output()
            .unwrap()
    }
}

/// The block of code in the README that begins so.
pub(crate) fn block(opening: &str) -> &'static str {
    let readme = include_str!("../../README.md");
    let mut blocks = readme.split("```rust\n").skip(1);
    let block = blocks.find(|block| block.starts_with(opening)).unwrap();
    block.split("```").next().unwrap_or_default()
}
