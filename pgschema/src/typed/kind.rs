//! The kinds of values that every server knows.
//!
//! None of them has a value in Rust: they only tell types of expressions apart.

use std::marker::PhantomData;

use super::family;
use super::{Kind, SqlValue};
use crate::define::BuiltinType;

macro_rules! kinds {
    ($($(#[$docs:meta])* $kind:ident: $family:ty;)*) => {
        $(
            $(#[$docs])*
            #[derive(Clone, Copy, Debug)]
            pub enum $kind {}

            impl SqlValue for $kind {
                type Kind = Self;
            }

            impl Kind for $kind {
                type Family = $family;
            }
        )*
    };
}

kinds! {
    /// `boolean`.
    Boolean: family::Boolean;
    /// `smallint`, `integer`, `bigint`.
    Integer: family::Number;
    /// `real`, `double precision`.
    Float: family::Number;
    /// `numeric`.
    Numeric: family::Number;
    /// `text`.
    Text: family::Text;
    /// `bytea`.
    Bytes: family::Bytes;
    /// `bytea`, of a column that is encrypted: what the application has sealed.
    Sealed: family::Other;
    /// `uuid`.
    Uuid: family::Other;
    /// `date`.
    Date: family::Other;
    /// `time`.
    Time: family::Other;
    /// `timestamp`.
    Timestamp: family::Moment;
    /// `timestamptz`.
    TimestampTz: family::Moment;
    /// `interval`.
    Interval: family::Other;
    /// `jsonb`.
    Json: family::Json;
    /// `inet`.
    Inet: family::Other;
    /// `macaddr`.
    MacAddress: family::Other;
    /// `bit`, `varbit`.
    Bits: family::Other;
    /// `tsvector`.
    TextSearch: family::Other;
    /// `vector`, of the extension pgvector.
    Vector: family::Other;
    /// `sparsevec`, of the extension pgvector.
    SparseVector: family::Other;
    /// `point`, `lseg`, `path`, `box`.
    Geometric: family::Geometric;
    /// `int4range`.
    Int4Range: family::Range<Self>;
    /// `int8range`.
    Int8Range: family::Range<Self>;
    /// `numrange`.
    NumRange: family::Range<Self>;
    /// `tsrange`.
    TsRange: family::Range<Self>;
    /// `tstzrange`.
    TstzRange: family::Range<Self>;
    /// `daterange`.
    DateRange: family::Range<Self>;
}

/// An array of values of the kind `K`.
#[derive(Clone, Copy, Debug)]
pub struct Array<K>(PhantomData<K>);

impl<K: Kind> SqlValue for Array<K> {
    type Kind = Self;
}

impl<K: Kind> Kind for Array<K> {
    type Family = family::Array<K>;
}

/// A kind of ranges.
pub trait RangeKind: Kind {
    /// The kind of the values in a range.
    type Element: Kind;
    /// The type of the values in a range.
    const ELEMENT: BuiltinType;
}

macro_rules! ranges {
    ($($range:ident of $element:ident = $builtin:expr;)*) => {
        $(
            impl RangeKind for $range {
                type Element = $element;
                const ELEMENT: BuiltinType = $builtin;
            }
        )*
    };
}

ranges! {
    Int4Range of Integer = BuiltinType::Integer;
    Int8Range of Integer = BuiltinType::Bigint;
    NumRange of Numeric = BuiltinType::Numeric { precision: None, scale: None };
    TsRange of Timestamp = BuiltinType::Timestamp;
    TstzRange of TimestampTz = BuiltinType::TimestampTz;
    DateRange of Date = BuiltinType::Date;
}
