//! Statements that a program runs, as text and typed values for any driver.
//!
//! This is no ORM and becomes none: only what is easily got wrong has a builder here. Each is made from the
//! derived columns and the [`Database`](crate::Database), so that a column that doesn't exist doesn't compile, and a conflict
//! target that is no key, an order that isn't total or a value that is missing is an error when the statement is
//! built, not in production.
//!
//! ```
//! # #[cfg(all(feature = "derive", feature = "uuid"))]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use pgschema::{Database, Table, query};
//! use uuid::Uuid;
//!
//! #[derive(Table)]
//! #[pg(table = "documents", tenant = tenant_id)]
//! struct Document {
//!     #[pg(primary_key)]
//!     id: Uuid,
//!     tenant_id: Uuid,
//!     title: String,
//! }
//!
//! let database = Database::builder().hardened("app").table::<Document>().build()?;
//! let insert = query::insert::<Document>(&database)
//!     .value(|d| d.title, "it's")
//!     .returning(|d| d.id)
//!     .build()?;
//! assert_eq!(insert.text(), "INSERT INTO app.documents (title) VALUES ($1::text) RETURNING id");
//! assert_eq!(insert.parameters(), [query::Parameter::Text(Some("it's".to_owned()))]);
//! # Ok(())
//! # }
//! # #[cfg(not(all(feature = "derive", feature = "uuid")))]
//! # fn main() {}
//! ```
//!
//! | what | builder |
//! |---|---|
//! | a row, also as an upsert | [`insert`] |
//! | a page of many rows, by key and not by OFFSET | [`page`] |
//! | jobs that nobody else works on | [`claim`] |
//! | a row that nobody else changes meanwhile | [`lock`] |
//! | a lock without a row | [`advisory_lock`], [`try_advisory_lock`] |
//! | texts that contain, start or end with what somebody typed | [`like`] |
//! | the plan of any of them | [`Query::explain`] |
//! | whose rows a transaction is about | [`Context`] |
//! | who may say so: contexts that a key has signed (feature `signed-context`) | `ContextKey` |
//! | a transaction that the server asks to repeat | [`Retry`] |
//!
//! With the feature `postgres`, `tokio-postgres` or `sqlx` there is a `TenantTransaction` for that driver: a
//! transaction that is bound to its [`Context`] from its first statement to its end.
//!
//! # Values
//!
//! A value is sent beside the text, as `bigint`, `boolean`, `text` or `bytea`, and the text says what it is there:
//! `$1::text::uuid`. Every driver can send these four. Where a constant has no type of its own it stands in the text,
//! quoted by the same builder that writes the DDL.

mod advisory;
mod bind;
mod claim;
mod columns;
mod context;
mod error;
mod insert;
#[cfg(feature = "signed-context")]
mod key;
pub mod like;
mod lock;
mod page;
mod parameter;
#[cfg(feature = "postgres")]
pub mod postgres;
mod retry;
#[cfg(feature = "sqlx")]
pub mod sqlx;
mod statement;
mod target;
#[cfg(feature = "tokio-postgres")]
pub mod tokio_postgres;
mod unbounded;
#[cfg(any(feature = "postgres", feature = "tokio-postgres"))]
mod wire;

pub use advisory::{AdvisoryLock, advisory_lock, try_advisory_lock};
pub use claim::{Claim, claim};
pub use columns::{ColumnList, Direction};
pub use context::{Authenticated, Context};
pub use error::QueryError;
pub use insert::{Insert, insert};
#[cfg(feature = "signed-context")]
pub use key::ContextKey;
pub use lock::{Lock, LockStrength, LockWait, lock};
pub use page::{Page, page};
pub use parameter::Parameter;
pub use retry::Retry;
pub use statement::{Query, Run};

/// What people write into a database belongs into no log: of a statement that is being built, `Debug` shows which it is.
macro_rules! shown_without_values {
    ($($builder:ident)*) => {
        $(
            impl<T: crate::Table> std::fmt::Debug for $builder<'_, T> {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    write!(f, "{}({}, …)", stringify!($builder), T::TABLE.name)
                }
            }
        )*
    };
}

shown_without_values! { Insert Page Claim Lock }
