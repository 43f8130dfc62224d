//! What the expansion of the derive macros names. No part of the public interface.

pub use ::core;

pub use crate::define::*;
pub use crate::sql::{Expr, Literal, LiteralError};
pub use crate::typed::*;

#[cfg(feature = "insta")]
pub use crate::emit::snapshots::snapshot_name;
#[cfg(feature = "insta")]
pub use ::insta;
