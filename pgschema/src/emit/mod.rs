//! The DDL in files: as the first migration of a migration tool.

mod migrations;

pub use migrations::{
    Migration, MigrationError, MigrationFile, MigrationTool, WriteMigrationError,
};
