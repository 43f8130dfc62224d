/// What is wrong with a column, a domain or a type.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ColumnProblem {
    /// A type that only functions have.
    #[error("{data_type} is a type for functions only; give the column one that has values")]
    Pseudo {
        /// The type.
        data_type: String,
    },
    /// `serial` where it is no short form of a column.
    #[error(
        "`{data_type}` {why}; write `integer` or `bigint`, and `identity` where it is numbered"
    )]
    Serial {
        /// As it was written.
        data_type: String,
        /// Why it can't stand there.
        why: &'static str,
    },
    /// A type with a length that it can't have.
    #[error(
        "the length of {data_type} is from 1 to {most}; write one of these, or `text` and a `check`"
    )]
    Length {
        /// The type.
        data_type: String,
        /// The greatest length.
        most: u32,
    },
    /// A `numeric` with a precision that it can't have.
    #[error("the precision of {data_type} is from 1 to 1000")]
    Precision {
        /// The type.
        data_type: String,
    },
    /// A `numeric` with a scale that it can't have.
    #[error("the scale of {data_type} is from -1000 to 1000")]
    Scale {
        /// The type.
        data_type: String,
    },
    /// A type with something in parentheses that it can't have.
    #[error("{data_type} takes nothing in parentheses; write the name alone")]
    Modifiers {
        /// The type.
        data_type: String,
    },
    /// A collation of what is no text.
    #[error("{data_type} is no text and has no collation; drop `collate`")]
    Collation {
        /// The type.
        data_type: String,
    },
    /// A storage for values that are never large.
    #[error("values of {data_type} are kept in the row in any case; drop `storage`")]
    Storage {
        /// The type.
        data_type: String,
    },
    /// A compression for values that are never large.
    #[error("values of {data_type} are never compressed; drop `compression`")]
    Compression {
        /// The type.
        data_type: String,
    },
    /// An identity column that is no integer.
    #[error("an identity column is a smallint, integer or bigint, not a {data_type}")]
    IdentityType {
        /// The type.
        data_type: String,
    },
    /// A sequence that begins where its type or its direction doesn't allow it.
    #[error(
        "the sequence of this {data_type} starts with {start}, but its values are from {least} to {most}; change `start`, the type, or the sign of `increment`"
    )]
    IdentityStart {
        /// The type.
        data_type: String,
        /// The start.
        start: i64,
        /// The least value.
        least: i64,
        /// The greatest value.
        most: i64,
    },
    /// A sequence that stands still.
    #[error("a sequence that goes on by 0 gives one value only; drop `increment` or write another")]
    IdentityIncrement,
    /// A column that gets its value in two ways.
    #[error(
        "a column gets its value in one way, and this one has `{first}` and `{second}`; drop one of them"
    )]
    TwoValues {
        /// One way.
        first: &'static str,
        /// The other.
        second: &'static str,
    },
    /// A column that is computed from another one that is computed.
    #[error(
        "it is generated from `{column}`, which is generated too; write what that one is computed from"
    )]
    GeneratedFromGenerated {
        /// The other column, or itself.
        column: String,
    },
    /// A virtual column with a type that the server doesn't ship.
    #[error(
        "a virtual generated column has nothing to do with types and functions that aren't PostgreSQL's own, such as {name}; make it `generated(stored = …)`"
    )]
    VirtualUserDefined {
        /// The type or the function.
        name: String,
    },
    /// A virtual column where only stored ones can be.
    #[error(
        "`{column}` is a virtual generated column, and {place} can't have one; make it `generated(stored = …)`"
    )]
    VirtualIn {
        /// The column.
        column: String,
        /// The index or constraint.
        place: String,
    },
    /// An encrypted column where its value would be looked at.
    #[error(
        "it is encrypted, the same value into other bytes each time, so {place} can't have it; `encrypted(blind_index)` finds rows by the value, and `encrypted(unique)` keeps it unique"
    )]
    EncryptedIn {
        /// The index, the constraint or the key.
        place: String,
    },
    /// An encrypted column without what lies beside it.
    #[error("it is encrypted, and the generated column `{column}` that goes with it isn't there")]
    EncryptedWithout {
        /// The other column.
        column: String,
    },
    /// A default that looks at the row.
    #[error(
        "the default uses the column `{column}`, and there is no row yet; make the column `generated(stored = …)`, or set it in a trigger"
    )]
    DefaultOfColumn {
        /// The column.
        column: String,
    },
    /// `now()` as the value of what is no time.
    #[error(
        "its default is now(), which is no {data_type}; give the column a type for times, or another default"
    )]
    NoTime {
        /// The type.
        data_type: String,
    },
}
