//! PostgreSQL schema as Rust code: annotated structs in, hardened DDL out.
//!
//! ```
//! # #[cfg(all(feature = "derive", feature = "uuid"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use pgschema::{Database, Table, Version};
//! use uuid::Uuid;
//!
//! /// A text that belongs to one tenant.
//! #[derive(Table)]
//! #[pg(table = "documents", tenant = tenant_id)]
//! struct Document {
//!     #[pg(primary_key)]
//!     id: Uuid,
//!     tenant_id: Uuid,
//!     #[pg(check = "length(title) <= 200")]
//!     title: String,
//! }
//!
//! let database = Database::builder().hardened("app").table::<Document>().build()?;
//! let sql = database.render(Version::V18)?;
//! assert!(sql.contains("ALTER TABLE app.documents ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"));
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "derive", feature = "uuid")))]
//! # fn main() {}
//! ```
//!
//! The [`guide`] goes on from here, chapter by chapter. What the attributes are is said at
//! `#[derive(Table)]`.
//!
//! | what you look for | where it is |
//! |---|---|
//! | a database from structs | [`Database::builder`], [`Hardening`] |
//! | its DDL | [`Database::render`], [`Database::plan`] |
//! | the DDL in a program, in review, in migrations | [`emit`] |
//! | who may do what, diagrams, a dictionary | [`review`] |
//! | a server held to the model: proof, drift, rights, audit | `verify` (feature `postgres`) |
//! | statements that a program runs | [`query`] |
//! | values that the server can't read | `encryption` (feature `encryption`) |
//! | files for the server, the pooler, backups | [`operations`] |
//! | what `EXPLAIN` shows | [`explain`] |
//! | the database as a value | [`model`] |
//! | statements without structs | [`sql`] |
//!
//! | feature | what for |
//! |---|---|
//! | `derive` (default) | the derive macros |
//! | `build`, `golden`, `insta` | the DDL in files: [`emit`] |
//! | `connect` | connection strings that verify the server, passwords that nothing shows: `connect` |
//! | `signed-context` | transactions that only a key binds to a tenant: [`query`] |
//! | `encryption` | values that are sealed and opened in the program: `encryption` |
//! | `postgres`, `test-server` | what only a server can tell, and a server for tests: `verify` |
//! | `postgres`, `tokio-postgres`, `sqlx` | statements of [`query`] over these drivers |
//! | `diagram`, `dictionary` | the diagram as SVG, the dictionary as HTML: [`review`] |
//! | `uuid`, `chrono`, `time`, `jiff`, `rust_decimal`, … | the types of those crates |
//!
//! No feature changes the SQL.

// The derive writes `::pgschema`; this makes it mean this crate in its own tests.
extern crate self as pgschema;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
#[cfg(feature = "connect")]
pub mod connect;
pub mod define;
pub mod emit;
#[cfg(feature = "encryption")]
pub mod encryption;
pub mod explain;
pub mod guide;
pub mod harden;
mod lift;
pub mod lint;
pub mod model;
pub mod operations;
pub mod plan;
pub mod query;
pub mod review;
pub mod sql;
pub mod typed;
pub mod types;
pub mod validate;
#[cfg(feature = "postgres")]
pub mod verify;
mod version;

pub use define::{
    BuiltinType, ColumnGroup, ColumnType, PgDomain, PgElement, PgEnum, PgType, Table, TypeDef,
};
pub use harden::{Hardening, Measure, ProfileRole};
pub use lift::DatabaseBuilder;
pub use model::{Database, SnapshotError};
#[cfg(feature = "derive")]
pub use pgschema_derive::{ColumnGroup, PgDomain, PgEnum, Table};
pub use plan::{Plan, Unsupported};
pub use validate::InvalidDatabase;
pub use version::{UnknownVersion, Version};
