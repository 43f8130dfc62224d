//! What the expansion of the derive macros names. No part of the public interface.

pub use ::core;

pub use crate::define::*;
pub use crate::sql::{Expr, Literal, LiteralError};
pub use crate::typed::*;

/// The tables of a database, to be changed into what no builder makes: for tests of what looks for
/// defects.
pub fn tables_by_hand(database: &mut crate::Database) -> &mut Vec<crate::model::Table> {
    &mut database.tables
}

/// The schemas of a database, likewise.
pub fn schemas_by_hand(database: &mut crate::Database) -> &mut Vec<crate::model::Schema> {
    &mut database.schemas
}

/// The extensions of a database, likewise.
pub fn extensions_by_hand(database: &mut crate::Database) -> &mut Vec<crate::model::Extension> {
    &mut database.extensions
}

#[cfg(feature = "insta")]
pub use crate::emit::snapshots::snapshot_name;
#[cfg(feature = "insta")]
pub use ::insta;
