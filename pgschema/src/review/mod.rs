//! What people review: who may do what, how the tables hang together, what each of them is.
//!
//! Each artefact is made from the [`Database`](crate::Database) alone, and the same database gives
//! the same bytes, so that it can be kept in the repository and a review sees what a change of the
//! structs changes in it.

mod access;
#[cfg(feature = "diagram")]
mod anchor;
mod diagram;
#[cfg(feature = "dictionary")]
mod dictionary;
pub(crate) mod text;

pub use access::{
    AccessMatrix, FunctionAccess, ObjectKind, PolicyAccess, Right, RoleAccess, Rows, SchemaAccess,
    TableAccess,
};
pub use diagram::Diagram;
#[cfg(feature = "dictionary")]
pub use dictionary::Dictionary;
