use proc_macro2::Span;
use syn::LitStr;

use super::{ColumnPath, Word};

/// `partition_by(…)`.
pub(crate) struct PartitionBy {
    pub(crate) strategy: Word,
    pub(crate) columns: Vec<ColumnPath>,
    /// `partitions = n`.
    pub(crate) partitions: Option<(u32, Span)>,
}

/// `partition(…)`.
pub(crate) struct Partition {
    pub(crate) span: Span,
    pub(crate) name: LitStr,
    pub(crate) bound: Bound,
}

/// The rows that a partition takes.
pub(crate) enum Bound {
    Range {
        from: Vec<BoundValue>,
        to: Vec<BoundValue>,
    },
    List(Vec<BoundValue>),
    Hash {
        modulus: u32,
        remainder: u32,
    },
    Default,
}

/// One value of a bound, and where it stands.
pub(crate) enum BoundValue {
    Text(LitStr),
    Integer(i64),
    Boolean(bool),
    Null(Span),
    MinValue(Span),
    MaxValue(Span),
}
