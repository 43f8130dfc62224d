use crate::sql::LiteralError;

/// Why a value isn't sealed, opened or found.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EncryptionError {
    /// The struct's table isn't in the database.
    #[error("{rust} isn't a table of this database: add `.table::<{rust}>()` to its builder")]
    UnknownTable {
        /// The path of the struct.
        rust: &'static str,
    },
    /// A column that isn't encrypted.
    #[error("{table}.{column} isn't encrypted: write `#[pg(encrypted)]` on its field")]
    NotEncrypted {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A table whose rows have nothing that a value could be bound to.
    #[error(
        "the primary key of {table} has no column that a value can be bound to: it takes a uuid, an integer or a text"
    )]
    NoRowKey {
        /// The table.
        table: String,
    },
    /// A column of the row's key has no value.
    #[error(
        "which row of {table} it is isn't said: its {column} is missing, give it with `.key(…)`"
    )]
    MissingKey {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A column that is no part of the row's key.
    #[error("{table}.{column} doesn't tell rows apart: a value is bound to {keys}")]
    NotOfKey {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The columns that do.
        keys: String,
    },
    /// A part of the row's key is given twice.
    #[error("{table}.{column} is given twice: a value is in one row")]
    KeyTwice {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A part of the row's key is given as an expression, or as NULL.
    #[error("{table}.{column} is given as an expression: give the value of the row")]
    KeyWithoutValue {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A value can't be written.
    #[error(transparent)]
    Value(#[from] LiteralError),
    /// Two keys of one number.
    #[error("there are two keys {id}: each has a number of its own")]
    TwoKeys {
        /// The number.
        id: u16,
    },
    /// A value was sealed by a key that isn't there.
    #[error("the value was sealed by key {id}, which isn't among the keys: add it with `.and(…)`")]
    UnknownKey {
        /// The number.
        id: u16,
    },
    /// A column with a blind index, and keys without one.
    #[error("{table}.{column} has a blind index: add its key with `.blind_index(…)`")]
    NoBlindIndexKey {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// Rows are looked for in a column without a blind index.
    #[error("no row is found by {table}.{column}: write `#[pg(encrypted(blind_index))]`")]
    NoBlindIndex {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// Bytes that never were sealed for the column.
    #[error(
        "what is in {table}.{column} was never sealed for it: {length} bytes that don't begin as a sealed value does"
    )]
    NotSealed {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// How long it is.
        length: usize,
    },
    /// It doesn't open.
    #[error(
        "the value in {table}.{column} doesn't open: it was changed, it is of another row or column, or key {id} is another key"
    )]
    Refused {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The number of the key.
        id: u16,
    },
    /// What was sealed is no text.
    #[error("the value is no text in UTF-8: take its bytes")]
    NoText,
    /// A value that is longer than a cipher takes.
    #[error("the value is longer than anything that can be sealed")]
    TooLong,
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {reason}")]
    NoRandomNumbers {
        /// What it says.
        reason: String,
    },
}
