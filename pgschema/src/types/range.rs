//! Ranges.

use std::ops::{Range, RangeInclusive};

use crate::BuiltinType;
use crate::define::{PgType, TypeDef};
use crate::sql::{Literal, LiteralError};
use crate::typed::kind::RangeKind;
use crate::typed::{CastTarget, SqlValue, ToLiteral, part};

/// A Rust type that PostgreSQL has ranges of.
///
/// | values | range |
/// |---|---|
/// | `i32` | `int4range` |
/// | `i64` | `int8range` |
/// | `rust_decimal::Decimal`, `bigdecimal::BigDecimal` | `numrange` |
/// | dates | `daterange` |
/// | moments without a time zone | `tsrange` |
/// | moments with a time zone, `SystemTime` | `tstzrange` |
///
/// ```
/// use std::ops::Range;
///
/// use pgschema::{BuiltinType, PgType, TypeDef};
///
/// assert!(matches!(Range::<i64>::TYPE, TypeDef::Builtin(BuiltinType::Int8range)));
/// ```
#[diagnostic::on_unimplemented(
    message = "PostgreSQL has no range of `{Self}`",
    label = "no range type is known for this",
    note = "there are ranges of `i32`, `i64`, decimals, dates and moments"
)]
pub trait PgRange {
    /// The type of the range.
    const RANGE: BuiltinType;
    /// What the range counts as in expressions.
    type Kind: RangeKind;
}

macro_rules! range_types {
    ($($range:ty)*) => {
        $(
            impl<T: PgRange> PgType for $range {
                const TYPE: TypeDef = TypeDef::Builtin(T::RANGE);
            }

            impl<T: PgRange> SqlValue for $range {
                type Kind = T::Kind;
            }

            impl<T: PgRange> CastTarget for $range {
                const DATA_TYPE: BuiltinType = T::RANGE;
            }
        )*
    };
}

range_types! { Range<T> RangeInclusive<T> }

impl<T: PgRange + ToLiteral> ToLiteral for Range<T> {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(format!("[{},{})", part(&self.start)?, part(&self.end)?))
    }
}

impl<T: PgRange + ToLiteral> ToLiteral for RangeInclusive<T> {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(format!("[{},{}]", part(self.start())?, part(self.end())?))
    }
}

/// Rust types with the ranges of them.
macro_rules! ranges_of {
    ($($rust:ty => $range:ident, $kind:ident;)*) => {
        $(
            impl $crate::types::PgRange for $rust {
                const RANGE: $crate::BuiltinType = $crate::BuiltinType::$range;
                type Kind = $crate::typed::kind::$kind;
            }
        )*
    };
}
#[allow(unused_imports, reason = "used by the files of optional features")]
pub(super) use ranges_of;

ranges_of! {
    i32 => Int4range, Int4Range;
    i64 => Int8range, Int8Range;
    std::time::SystemTime => Tstzrange, TstzRange;
}
