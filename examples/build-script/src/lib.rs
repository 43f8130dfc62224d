//! One crate whose build script embeds the DDL of its own structs.

pub mod schema;

/// What makes the database, from the structs in [`schema`].
pub const DDL: &str = include_str!(env!("PGSCHEMA_SQL"));
