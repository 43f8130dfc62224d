//! Typed expressions: what closures in attributes are written in.
//!
//! A closure receives the columns of its table and returns an expression over them. A column that
//! doesn't exist, a comparison of a number with a text, a method of text on a timestamp: rustc
//! refuses each of them, at the place where it stands.
//!
//! ```
//! use pgschema::sql::ToSql;
//! use pgschema::typed::{Column, predicate};
//!
//! struct Order;
//! # #[derive(Clone, Copy)]
//! struct OrderColumns {
//!     total_cents: Column<Order, i64>,
//!     note: Column<Order, Option<String>>,
//! }
//!
//! let columns = OrderColumns { total_cents: Column::new("total_cents"), note: Column::new("note") };
//! let check = predicate(columns, |o| o.total_cents.gt(0).and(o.note.trim().ne("")))?;
//! assert_eq!(check.to_sql(), "(total_cents > 0) AND (btrim(note) <> '')");
//! # Ok::<(), pgschema::sql::LiteralError>(())
//! ```
//!
//! # Kinds
//!
//! Every Rust type that has a place in expressions belongs to a [kind], and two values are
//! comparable when their kinds are the same: `i32` and `i64` are both of the kind
//! [`Integer`](kind::Integer), and `DateTime<Utc>` of chrono and `Timestamp` of jiff are both of
//! the kind [`TimestampTz`](kind::TimestampTz). A newtype and an enum are kinds of their own, so a
//! `UserId` is never compared with a `DocumentId`, though both may be `uuid` columns.
//!
//! Which methods a kind has follows from its [family]: a newtype over `String` can be trimmed and
//! matched like the text that it is.
//!
//! # NULL
//!
//! Operators follow SQL: where an operand is NULL, so is the result, and a CHECK that comes to
//! NULL holds. [`is_distinct_from`](Column::is_distinct_from) treats NULL as a value.

mod boolean;
mod bytes;
mod column;
mod compare;
mod container;
mod entry;
mod error;
mod expression;
pub mod family;
pub mod functions;
mod json;
pub mod kind;
mod literal;
mod moment;
mod number;
mod reference;
mod sealed;
mod text;
mod value;

pub use column::Column;
pub use entry::{
    DefaultOf, HasCharacters, default_call, default_value, expression, max_len, predicate, value_of,
};
pub use expression::{Expression, IntoExpr, Operand};
pub use functions::{
    CurrentId, Operands, TextExpr, current_tenant_id, current_user_id, now, num_nonnulls,
    num_nulls, to_tsvector,
};
pub(crate) use literal::part;
pub use literal::{LiteralElement, ToLiteral};
#[doc(hidden)]
pub use literal::{LiteralOfNothing, LiteralOfValue, Probe};
pub use reference::{Referenced, References, referenced};
#[doc(hidden)]
pub use sealed::SealedFor;
pub(crate) use sealed::written;
pub use value::{CastTarget, Kind, SqlElement, SqlValue};
