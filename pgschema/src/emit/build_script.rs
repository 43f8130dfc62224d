//! What a build script does.

use std::env;
use std::ffi::OsStr;
use std::fmt;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::write::write_if_changed;
use crate::Version;
use crate::lint::{DeniedLints, Finding, Severity};
use crate::model::Database;
use crate::plan::Unsupported;
use crate::review::text::visible;
use crate::validate::InvalidDatabase;

/// Writes the DDL from a build script, for the program to embed.
///
/// ```no_run
/// // build.rs
/// # mod schema {
/// #     pub fn database() -> Result<pgschema::Database, pgschema::InvalidDatabase> {
/// #         pgschema::Database::builder().build()
/// #     }
/// # }
/// use pgschema::Version;
/// use pgschema::emit::{BuildScript, BuildScriptError};
///
/// fn main() -> Result<(), BuildScriptError> {
///     BuildScript::new(&schema::database()?, Version::V18).write()?;
///     Ok(())
/// }
/// ```
///
/// The program has the text as `include_str!(env!("PGSCHEMA_SQL"))`, which is the same as
/// `include_str!(concat!(env!("OUT_DIR"), "/schema.sql"))`.
///
/// The build script must compile the structs: from a crate that is among its build-dependencies, or
/// from the module itself, with `#[path = "src/schema.rs"] mod schema;`. Cargo then knows by itself
/// that it depends on them. Other files of the package don't make it run again; a build script that
/// reads some tells cargo so, as ever, with `cargo::rerun-if-changed`.
///
/// Nothing is written but the one file in `OUT_DIR`, and that only if its text is another, so that
/// a change of the structs that changes no DDL compiles nothing that embeds it.
///
/// The text is for servers of one version. A program that works with several embeds a file for each
/// and runs the one of its server:
///
/// ```no_run
/// # fn main() -> Result<(), pgschema::emit::BuildScriptError> {
/// # use pgschema::{Database, Version, emit::BuildScript};
/// # let database = Database::builder().build()?;
/// for version in Version::ALL {
///     BuildScript::new(&database, version)
///         .file_name(format!("schema-{version}.sql"))
///         .variable(format!("PGSCHEMA_SQL_{version}"))
///         .write()?;
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[must_use = "nothing is written without `write()`"]
pub struct BuildScript<'a> {
    database: &'a Database,
    version: Version,
    file_name: String,
    variable: String,
    denies_lints: bool,
}

impl<'a> BuildScript<'a> {
    /// Writes the DDL for servers of a version, to `schema.sql`, whose path is in `PGSCHEMA_SQL`.
    pub fn new(database: &'a Database, version: Version) -> Self {
        Self {
            database,
            version,
            file_name: "schema.sql".to_owned(),
            variable: "PGSCHEMA_SQL".to_owned(),
            denies_lints: false,
        }
    }

    /// Another name for the file in `OUT_DIR`.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = name.into();
        self
    }

    /// Another name for the variable that has the path of the file while the package is compiled.
    pub fn variable(mut self, name: impl Into<String>) -> Self {
        self.variable = name.into();
        self
    }

    /// Fails the build if [`lint`](Database::lint) finds a warning or an error, and shows the report.
    /// If all that is left is information, cargo shows a line for each, and the build goes on.
    pub fn deny_lints(mut self) -> Self {
        self.denies_lints = true;
        self
    }

    /// Writes the file and tells cargo of it; the path of the file.
    ///
    /// # Errors
    ///
    /// If the database has what a server of the version can't do or what [`deny_lints`](Self::deny_lints)
    /// denies, if no build script calls it, or if the file can't be written. Returned from `main`, the error fails the build with its text.
    pub fn write(self) -> Result<PathBuf, BuildScriptError> {
        let directory = env::var_os("OUT_DIR").ok_or(BuildScriptError::NoBuildScript)?;
        let (path, directives) = self.write_to(Path::new(&directory))?;
        // Cargo may be gone; that is no reason to panic as println does.
        io::stdout()
            .write_all(directives.as_bytes())
            .map_err(BuildScriptError::Cargo)?;
        Ok(path)
    }

    /// Writes the file; its path, and what cargo must be told.
    fn write_to(&self, directory: &Path) -> Result<(PathBuf, String), BuildScriptError> {
        if Path::new(&self.file_name).file_name() != Some(OsStr::new(&self.file_name)) {
            return Err(BuildScriptError::FileName(self.file_name.clone()));
        }
        if !is_variable(&self.variable) {
            return Err(BuildScriptError::Variable(self.variable.clone()));
        }
        let path = directory.join(&self.file_name);
        let shown = path.to_str().filter(|path| !path.contains(['\n', '\r']));
        let Some(shown) = shown else {
            return Err(BuildScriptError::Path(path));
        };
        let mut directives = format!(
            "cargo::rerun-if-changed={}\ncargo::rustc-env={}={shown}\n",
            always_there(),
            self.variable
        );
        if self.denies_lints {
            let report = self.database.lint().deny(Severity::Warning)?;
            report.findings().iter().for_each(|finding| {
                directives.push_str(&remark(finding));
            });
        }
        let sql = self.database.render(self.version)?;
        write_if_changed(&path, &sql).map_err(|error| BuildScriptError::Write {
            path: path.clone(),
            error,
        })?;
        Ok((path, directives))
    }
}

/// What cargo shows of a finding that is no reason to fail: one line, whatever names have in them.
fn remark(finding: &Finding) -> String {
    let text = format!(
        "{} {}: {}: {}",
        finding.rule.id, finding.rule.name, finding.object, finding.message
    );
    let place = finding.place.as_ref();
    let place = place.map(|it| format!(" ({it})")).unwrap_or_default();
    let words: Vec<&str> = text.split_whitespace().collect();
    format!("cargo::warning={}{place}\n", visible(&words.join(" ")))
}

/// A file to watch. Without one cargo would watch the whole package; what the script is compiled
/// from it watches anyway. A file that isn't there would make the script run every time.
fn always_there() -> &'static str {
    if Path::new("build.rs").exists() {
        "build.rs"
    } else {
        "Cargo.toml"
    }
}

fn is_variable(name: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_';
    name.bytes().next().is_some_and(is_letter)
        && name
            .bytes()
            .all(|byte| is_letter(byte) || byte.is_ascii_digit())
}

/// Why a build script can't write the DDL.
///
/// `Debug` is the text too, since that is what cargo shows of an error that `main` returns.
#[derive(thiserror::Error)]
#[non_exhaustive]
pub enum BuildScriptError {
    /// The structs describe a database that can't be.
    #[error("the schema can't be: {0}")]
    Invalid(#[from] InvalidDatabase),
    /// The database has what the version can't do.
    #[error("the schema can't be rendered: {0}")]
    Unsupported(#[from] Unsupported),
    /// The database has what it shouldn't.
    #[error("the schema has what it should not have:\n\n{0}")]
    Lints(#[from] DeniedLints),
    /// There is no `OUT_DIR`.
    #[error(
        "OUT_DIR is not set: only a build script can write to it; elsewhere, write what \
         `Database::render` gives"
    )]
    NoBuildScript,
    /// The name of the file is none.
    #[error("{0:?} is no name of a file in OUT_DIR; write one without directories")]
    FileName(String),
    /// The name of the variable is none.
    #[error("{0:?} is no name of a variable; write one of letters, digits and `_`")]
    Variable(String),
    /// The path is no text that fits into a line.
    #[error("cargo can't be told the path {0:?}; build in a directory whose name is text")]
    Path(PathBuf),
    /// The file can't be written.
    #[error("{} can't be written: {error}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
    /// Cargo doesn't listen.
    #[error("cargo can't be told where the DDL is: {0}")]
    Cargo(io::Error),
}

impl fmt::Debug for BuildScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn database() -> Database {
        Database::builder().hardened("app").build().unwrap()
    }

    fn temporary(test: &str) -> PathBuf {
        let name = format!("pgschema-build-{}-{test}", std::process::id());
        let directory = env::temp_dir().join(name);
        fs::create_dir_all(&directory).unwrap();
        directory
    }

    #[test]
    fn the_file_is_written_once_and_cargo_told_each_time() {
        let directory = temporary("once");
        let database = database();
        let script = BuildScript::new(&database, Version::V18);
        let (path, directives) = script.write_to(&directory).unwrap();
        let written = fs::metadata(&path).unwrap().modified().unwrap();
        assert_eq!(path, directory.join("schema.sql"));
        assert_eq!(
            fs::read_to_string(&path).unwrap(),
            database.render(Version::V18).unwrap()
        );
        // This crate has no build script.
        let told = format!(
            "cargo::rerun-if-changed=Cargo.toml\ncargo::rustc-env=PGSCHEMA_SQL={}\n",
            path.display()
        );
        assert_eq!(directives, told);
        assert_eq!(script.write_to(&directory).unwrap().1, told);
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), written);
        assert_eq!(fs::read_dir(&directory).unwrap().count(), 1);
        fs::remove_dir_all(directory).unwrap();
    }

    #[test]
    fn a_name_that_leads_elsewhere_is_refused() {
        let database = database();
        for name in ["", "..", "a/b.sql", "/schema.sql", "schema.sql/"] {
            let script = BuildScript::new(&database, Version::V18).file_name(name);
            let error = script.write_to(Path::new("/nowhere")).unwrap_err();
            assert!(
                matches!(error, BuildScriptError::FileName(_)),
                "{name}: {error}"
            );
        }
        for name in ["", "A=B", "1", "A\nB"] {
            let script = BuildScript::new(&database, Version::V18).variable(name);
            let error = script.write_to(Path::new("/nowhere")).unwrap_err();
            assert!(
                matches!(error, BuildScriptError::Variable(_)),
                "{name}: {error}"
            );
        }
    }

    #[test]
    fn errors_say_what_and_where() {
        let database = database();
        let script = BuildScript::new(&database, Version::V18);
        let error = script.clone().write_to(Path::new("/nowhere")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("/nowhere/schema.sql can't be written: ")
        );
        assert_eq!(format!("{error:?}"), error.to_string());
        let error = script.write_to(Path::new("/no\nwhere")).unwrap_err();
        assert!(matches!(error, BuildScriptError::Path(_)), "{error}");
    }

    #[test]
    fn a_remark_is_one_line_whatever_it_says() {
        let database = Database::builder().hardened("app");
        let database = database.allow("no_comment", "app.nothing", "there is none");
        let report = database.build().unwrap().lint();
        let mut finding = report.findings()[0].clone();
        finding.rule = crate::lint::rule("no_comment").unwrap();
        finding.message = "says\n cargo::warning=\u{1b}[31m".into();
        finding.place = Some(crate::lint::Place {
            file: "src/schema.rs",
            line: 5,
        });
        let line = "cargo::warning=DOC001 no_comment: the database: says \
                    cargo::warning=\\u{1b}[31m (src/schema.rs:5)\n";
        assert_eq!(remark(&finding), line);
    }

    #[test]
    fn outside_of_a_build_script_nothing_is_written() {
        let error = BuildScript::new(&database(), Version::V18)
            .write()
            .unwrap_err();
        assert!(
            error.to_string().starts_with("OUT_DIR is not set"),
            "{error}"
        );
    }
}
