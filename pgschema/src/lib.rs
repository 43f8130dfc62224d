//! PostgreSQL schema as Rust code: annotated structs in, hardened DDL out.

// The derive writes `::pgschema`; this makes it mean this crate in its own tests.
extern crate self as pgschema;

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
pub mod define;
pub mod emit;
pub mod guide;
pub mod harden;
mod lift;
pub mod model;
pub mod plan;
pub mod sql;
pub mod typed;
pub mod types;
pub mod validate;
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
