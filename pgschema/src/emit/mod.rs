//! The DDL in files: for a build script, for review, and for a migration tool.
//!
//! There are four ways to the DDL besides [`Database::render`](crate::Database::render):
//!
//! | way | feature | what for |
//! |---|---|---|
//! | `BuildScript` | `build` | `build.rs` writes it to `OUT_DIR`, and the program embeds it |
//! | `Database::check_golden` | `golden` | a test holds a directory of SQL files to the structs |
//! | `assert_snapshots!` | `insta` | the same with insta's snapshots |
//! | [`Database::migration`](crate::Database::migration) | | it is the first migration of sqlx, refinery or Diesel |
//!
//! Golden files and snapshots are made from
//! [`Database::object_files`](crate::Database::object_files), which
//! gives each object a file of its own, so that a change of one table is a change of one file.

#[cfg(feature = "build")]
mod build_script;
mod file_name;
#[cfg(feature = "golden")]
mod golden;
mod migrations;
mod object_file;
#[cfg(feature = "insta")]
pub(crate) mod snapshots;
#[cfg(any(feature = "build", feature = "golden"))]
mod write;

#[cfg(feature = "build")]
pub use build_script::{BuildScript, BuildScriptError};
#[cfg(feature = "golden")]
pub use golden::{Difference, GoldenError, check_golden_file};
pub use migrations::{
    Migration, MigrationError, MigrationFile, MigrationTool, WriteMigrationError,
};
pub use object_file::ObjectFile;
