//! The tools' own migrators behind one face, each over the driver that it is used with.

mod over_diesel;
mod over_refinery;
mod over_sqlx;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process};

use pgschema::emit::MigrationTool;
use pgschema::{Database, Version};
use pgschema_test_support::TestDatabase;

/// A tool, and what it looks for and leaves behind.
#[derive(Debug)]
pub(crate) struct Tool {
    pub(crate) tool: MigrationTool,
    pub(crate) number: &'static str,
    /// The file of a later migration.
    pub(crate) second: &'static str,
    /// The table in which it writes down what was applied.
    pub(crate) table: &'static str,
    run: Run,
    /// Where the tool can revert.
    pub(crate) revert: Option<Run>,
}

/// Runs or reverts the migrations of a directory in one session, which it then asks for
/// [`SESSION`].
type Run = fn(&Connection<'_>, &Path) -> Result<String, String>;

pub(crate) const TOOLS: [Tool; 4] = [
    Tool {
        tool: MigrationTool::Sqlx,
        number: "20260101000000",
        second: "20260102000000_second.sql",
        table: "_sqlx_migrations",
        run: over_sqlx::run,
        revert: None,
    },
    Tool {
        tool: MigrationTool::SqlxReversible,
        number: "0001",
        second: "0002_second.up.sql",
        table: "_sqlx_migrations",
        run: over_sqlx::run,
        revert: Some(over_sqlx::revert),
    },
    Tool {
        tool: MigrationTool::Refinery,
        number: "1",
        second: "V2__second.sql",
        table: "refinery_schema_history",
        run: over_refinery::run,
        revert: None,
    },
    Tool {
        tool: MigrationTool::Diesel,
        number: "2026-01-01-000000",
        second: "2026-01-02-000000_second/up.sql",
        table: "__diesel_schema_migrations",
        run: over_diesel::run,
        revert: Some(over_diesel::revert),
    },
];

/// What a session has that a migration could leave changed.
const SESSION: &str = "SELECT concat_ws(' ', current_user, current_setting('search_path'), \
                       current_setting('lock_timeout'), current_setting('statement_timeout'))";

impl Tool {
    pub(crate) fn run(
        &self,
        connection: &Connection<'_>,
        directory: &Path,
    ) -> Result<String, String> {
        (self.run)(connection, directory)
    }
}

/// How a tool comes to its session.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Connection<'a> {
    pub(crate) server: &'a TestDatabase<'a>,
    pub(crate) user: &'a str,
    /// Settings in the start-up packet.
    pub(crate) options: &'a [(&'a str, &'a str)],
    /// Statements that the application runs in the session before it migrates.
    pub(crate) before: &'a str,
}

impl<'a> Connection<'a> {
    /// As the database's owner, with nothing special.
    pub(crate) fn of_owner(server: &'a TestDatabase<'a>) -> Self {
        Self {
            server,
            user: &server.owner,
            options: &[],
            // Diesel takes no empty statement.
            before: "SELECT",
        }
    }

    /// The parameters as libpq and tokio-postgres write them.
    fn parameters(&self) -> String {
        let options = self.options.iter();
        let options: Vec<_> = options
            .map(|(name, value)| format!("-c {name}={value}"))
            .collect();
        format!(
            "host={} port={} user={} dbname={} options='{}'",
            self.server.cluster.directory().display(),
            self.server.cluster.port(),
            self.user,
            self.server.name,
            options.join(" "),
        )
    }
}

/// A directory of migrations that is gone with the test.
#[derive(Debug)]
pub(crate) struct Directory(PathBuf);

impl Directory {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(1);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("pgschema-migrations-{}-{number}", process::id());
        Self(env::temp_dir().join(name))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// With the first migration of a database.
    pub(crate) fn with_first(tool: &Tool, database: &Database, version: Version) -> Self {
        let directory = Self::new();
        let migration = database.migration(tool.tool, tool.number, "initial", version);
        migration.unwrap().write_to(directory.path()).unwrap();
        directory
    }

    pub(crate) fn add(&self, file: &str, sql: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, sql).unwrap();
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
