//! Types that are no column on purpose, each with a message that says why.
//!
//! rustc picks the message of a missing implementation by its trait, never by its type. So each of
//! these types has an implementation with a condition that can't be met, and the condition has the
//! message.

use std::collections::{BTreeMap, HashMap};

use crate::define::{PgType, TypeDef};

#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "PostgreSQL has no unsigned integers",
    label = "this can't be a column",
    note = "use a signed type that is large enough, with a CHECK that it is not negative",
    note = "or keep it in a numeric: `#[pg(type = \"numeric(20, 0)\")]`"
)]
pub trait Signed {}

#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "PostgreSQL has integers of 16, 32 and 64 bits only",
    label = "this can't be a column",
    note = "use `i16`, `i32` or `i64`, or keep it in a numeric: `#[pg(type = \"numeric(39, 0)\")]`"
)]
pub trait OfKnownWidth {}

#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "PostgreSQL has no type for a single character",
    label = "this can't be a column",
    note = "use `String` with `#[pg(max_len = 1)]`"
)]
pub trait Text {}

#[doc(hidden)]
#[diagnostic::on_unimplemented(
    message = "a map is no column by itself",
    label = "this can't be a column",
    note = "`#[pg(jsonb)]` keeps it as `jsonb`, `#[pg(type = \"hstore\")]` in the type of the extension"
)]
pub trait Scalar {}

/// A type in a form that rustc doesn't judge before it is used: a condition on the type itself
/// would be an error right here.
#[doc(hidden)]
#[derive(Debug)]
pub struct Refused<'a, T: ?Sized>(&'a T);

macro_rules! refuse {
    ($rust:ty $(, any $($parameter:ident)*)?; it is not $missing:ident) => {
        #[doc(hidden)]
        impl$(<$($parameter),*>)? PgType for $rust
        where
            for<'a> Refused<'a, Self>: $missing,
        {
            const TYPE: TypeDef = TypeDef::Sql("");
        }
    };
}

refuse!(u8; it is not Signed);
refuse!(u16; it is not Signed);
refuse!(u32; it is not Signed);
refuse!(u64; it is not Signed);
refuse!(u128; it is not Signed);
refuse!(usize; it is not Signed);
refuse!(i8; it is not OfKnownWidth);
refuse!(i128; it is not OfKnownWidth);
refuse!(isize; it is not OfKnownWidth);
refuse!(char; it is not Text);
refuse!(HashMap<K, V, S>, any K V S; it is not Scalar);
refuse!(BTreeMap<K, V>, any K V; it is not Scalar);
