//! The generated crates, and cargo at work on them.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

use super::generate::{self, Derives, Use};
use super::timing::time;

/// What cargo is asked to do.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Step {
    Check,
    Build,
    Release,
}

impl Step {
    pub(crate) const ALL: [Self; 3] = [Self::Check, Self::Build, Self::Release];

    pub(crate) const fn describe(self) -> &'static str {
        match self {
            Self::Check => "cargo check",
            Self::Build => "cargo build",
            Self::Release => "cargo build --release",
        }
    }

    const fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Build => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

/// A workspace of three crates, which share their dependencies and a target directory.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    pub(crate) fn make(usage: Use) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("compile")
            .join(usage.word());
        let workspace = Self { root };
        workspace.write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"with_*\"]\n",
        );
        for derives in Derives::ALL {
            let package = derives.package();
            workspace.write(
                &format!("{package}/Cargo.toml"),
                &generate::manifest(derives),
            );
            workspace.write(
                &format!("{package}/src/lib.rs"),
                &generate::library(derives, usage),
            );
        }
        if usage == Use::Used {
            let example = format!("{}/examples/render.rs", Derives::Table.package());
            workspace.write(&example, generate::EXAMPLE);
        }
        if !workspace
            .cargo()
            .args(["fetch", "--offline", "--quiet"])
            .output()
            .unwrap()
            .status
            .success()
        {
            workspace.run(&["fetch"]);
        }
        if usage == Use::Used {
            workspace.check_tables();
        }
        workspace
    }

    /// Builds the dependencies, and the crates themselves once. Each crate by itself, since cargo
    /// gives dependencies the features that the chosen packages ask for.
    pub(crate) fn prepare(&self, step: Step) {
        for derives in Derives::ALL {
            let package = ["--offline", "--package", derives.package()];
            self.run(&[step.arguments(), &package].concat());
        }
    }

    /// How long cargo takes for a crate whose dependencies are built.
    pub(crate) fn time(&self, step: Step, derives: Derives) -> Duration {
        let package = derives.package();
        let release: &[&str] = if step == Step::Release {
            &["--release"]
        } else {
            &[]
        };
        self.run(&[&["clean", "--offline", "--package", package], release].concat());
        let arguments = [step.arguments(), &["--offline", "--package", package]].concat();
        let before = processor_time();
        let on_the_clock = time(|| self.run(&arguments));
        match (before, processor_time()) {
            (Some(before), Some(after)) => after - before,
            _ => on_the_clock,
        }
    }

    /// The structs mean what they say: their tables are a database, and render.
    fn check_tables(&self) {
        let package = Derives::Table.package();
        let arguments = [
            "run",
            "--offline",
            "--quiet",
            "--package",
            package,
            "--example",
            "render",
        ];
        let output = self.cargo().args(arguments).output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let sql = String::from_utf8(output.stdout).unwrap();
        assert_eq!(sql.matches("\nCREATE TABLE ").count(), generate::STRUCTS);
    }

    fn run(&self, arguments: &[&str]) {
        let output = self.cargo().args(arguments).output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.success(),
            "cargo {}:\n{errors}",
            arguments.join(" ")
        );
    }

    /// Cargo as a user has it: nothing of the cargo that runs this bench reaches it.
    fn cargo(&self) -> Command {
        let mut command = Command::new("cargo");
        for (name, _) in env::vars_os() {
            let name = name.to_string_lossy().into_owned();
            let is_inner = name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
            if is_inner || name == "RUSTFLAGS" || name == "CARGO_INCREMENTAL" {
                command.env_remove(name);
            }
        }
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"));
        command
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        // An unchanged file keeps its time, so that cargo keeps what it made of it.
        if fs::read_to_string(&path).is_ok_and(|there| there == text) {
            return;
        }
        fs::write(path, text).unwrap();
    }
}

/// What the processes that this one waited for have used: fields 16 and 17 of proc(5).
fn processor_time() -> Option<Duration> {
    let line = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program, in parentheses, may have spaces.
    let (_, fields) = line.rsplit_once(") ")?;
    let mut fields = fields
        .split(' ')
        .skip(13)
        .map(|field| field.parse::<u64>().ok());
    let ticks = fields.next()?? + fields.next()??;
    Some(Duration::from_millis(ticks * 10))
}
