use proc_macro2::Span;
use syn::LitStr;

use super::{ColumnPath, Word};

/// `partition_by(…)`.
pub(crate) struct PartitionBy {
    /// `range`, `list` or `hash`.
    pub(crate) strategy: Word,
    /// The columns of the key.
    pub(crate) columns: Vec<ColumnPath>,
    /// `partitions = n`.
    pub(crate) partitions: Option<(u32, Span)>,
}

/// `partition(…)`.
pub(crate) struct Partition {
    /// Where the key stands.
    pub(crate) span: Span,
    /// `name = "…"`.
    pub(crate) name: LitStr,
    /// The rows that it takes.
    pub(crate) bound: Bound,
}

/// The rows that a partition takes.
pub(crate) enum Bound {
    /// `from(…), to(…)`.
    Range {
        /// The inclusive lower bound.
        from: Vec<BoundValue>,
        /// The exclusive upper bound.
        to: Vec<BoundValue>,
    },
    /// `in(…)`.
    List(Vec<BoundValue>),
    /// `modulus = …, remainder = …`.
    Hash {
        /// How many partitions there are.
        modulus: u32,
        /// Which of them this is.
        remainder: u32,
    },
    /// `default`.
    Default,
}

/// One value of a bound, and where it stands.
pub(crate) enum BoundValue {
    /// A string, which is a text and no SQL.
    Text(LitStr),
    /// An integer.
    Integer(i64),
    /// `true`, `false`.
    Boolean(bool),
    /// `null`.
    Null(Span),
    /// `minvalue`.
    MinValue(Span),
    /// `maxvalue`.
    MaxValue(Span),
}
