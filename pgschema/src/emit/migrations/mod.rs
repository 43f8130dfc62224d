//! The DDL of a new database as the first migration of a migration tool.

mod file;
mod text;
mod tool;

pub use file::{Migration, MigrationFile, WriteMigrationError};
pub use tool::{MigrationError, MigrationTool};

use crate::Version;
use crate::model::Database;

impl Database {
    /// The first migration of a database, for a tool that runs migrations.
    ///
    /// The `number` is what the tool orders migrations by, in the tool's own spelling: a time such
    /// as `20260101000000` or a count such as `0001`. It is up to the caller, as the time would make
    /// another migration of each call. The `name` is for people.
    ///
    /// ```
    /// use pgschema::emit::MigrationTool;
    /// use pgschema::{Database, Version};
    ///
    /// let database = Database::builder().hardened("app").build()?;
    /// let migration =
    ///     database.migration(MigrationTool::Refinery, "1", "initial", Version::V17)?;
    /// let file = &migration.files()[0];
    /// assert_eq!(file.path(), "V1__initial.sql");
    /// assert!(file.text().contains("CREATE SCHEMA IF NOT EXISTS app"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Who runs it
    ///
    /// A role that owns the database, has CREATEROLE and is no superuser, as with
    /// [`Database::render`]; never the runtime role, with which an application serves. The tool's own
    /// table of what was applied is that role's too, so the same role runs later migrations. Each
    /// begins with `SET ROLE app_owner;` and ends with `RESET ROLE;`, so that what it makes belongs
    /// to the owner of the schema.
    ///
    /// The migrator of the hardened profile can take over where the tool's table has a schema of its
    /// own, made before the first migration is run with `search_path` on it. Afterwards it gets
    /// rights there, and connects with the same `search_path` among its start-up options:
    ///
    /// ```sql
    /// GRANT USAGE, CREATE ON SCHEMA tools TO app_migrator;
    /// GRANT SELECT, INSERT, UPDATE, DELETE ON tools._sqlx_migrations TO app_migrator;
    /// ```
    ///
    /// # What differs from `render`
    ///
    /// The tool records the migration in the session that ran it, in a table that it finds by
    /// `search_path`. So the migration ends by giving the session the role, the `search_path` and
    /// the timeouts that it had, whether the session began with them or had them `SET`. That
    /// takes a transaction around it, which each of the tools makes.
    ///
    /// # Reverting it
    ///
    /// It would drop every table with its rows. So `down.sql`, where there is one, changes nothing:
    /// it raises an error that says how to begin again, which is to drop the database.
    ///
    /// # Errors
    ///
    /// If the number or the name is none for the tool, or as [`Database::plan`].
    pub fn migration(
        &self,
        tool: MigrationTool,
        number: &str,
        name: &str,
        version: Version,
    ) -> Result<Migration, MigrationError> {
        let paths = tool.paths(number, name)?;
        let mut files = vec![MigrationFile::new(paths.up, text::up(&self.plan(version)?))];
        files.extend(
            paths
                .down
                .map(|down| MigrationFile::new(down, text::down())),
        );
        Ok(Migration::new(files))
    }
}
