use crate::sql::LiteralError;

/// Why a statement can't be built.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum QueryError {
    /// The struct's table isn't in the database.
    #[error("{rust} isn't a table of this database: add `.table::<{rust}>()` to its builder")]
    UnknownTable {
        /// The path of the struct.
        rust: &'static str,
    },
    /// A value can't be written or sent.
    #[error(transparent)]
    Value(#[from] LiteralError),
    /// A value that is a column of the table: there is no row yet that it could be of.
    #[error(
        "the value of {table}.{column} names a column, and there is no row yet that it could be of"
    )]
    ColumnInValue {
        /// The table.
        table: String,
        /// The column that the value is for.
        column: String,
    },
    /// `uuidv7()`, whose name depends on the server's version.
    #[error(
        "{table}.{column} can't be a call of uuidv7(): leave the column out, its default makes one"
    )]
    DefaultOfVersion {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A column that the server fills in.
    #[error("{table}.{column} is {what}: the server fills it in")]
    ServersColumn {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// `generated` or `an identity column`.
        what: &'static str,
    },
    /// A column is given twice.
    #[error("{table}.{column} is given twice")]
    Twice {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A column that can't be NULL, has no default and is not given.
    #[error("{table}.{column} has no value: it is NOT NULL and has no default")]
    MissingValue {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A conflict target that is no unique key of the model.
    #[error(
        "({columns}) is no unique key of {table}, so ON CONFLICT can't ask for it; its unique keys, without those whose columns may be NULL, are {keys}"
    )]
    NoUniqueKey {
        /// The table.
        table: String,
        /// The columns that were named.
        columns: String,
        /// The unique keys that there are.
        keys: String,
    },
    /// What a row with the same key gets, and no key.
    #[error(
        "update(…) says what an existing row of {table} gets, and no on_conflict(…) says by which key it is the same row"
    )]
    NoConflict {
        /// The table.
        table: String,
    },
    /// More values than a statement can have.
    #[error(
        "{count} values are to be sent beside the statement, and it takes 65535 at most: run it in parts"
    )]
    TooManyValues {
        /// How many.
        count: usize,
    },
    /// A value was sealed for another column or another row: nothing would ever open it.
    #[error(
        "the value of {table}.{column} was sealed for another column or another row, where nothing would open it: seal it with \
         the key that the statement gives to the row"
    )]
    SealedElsewhere {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// A value is sealed for a row whose key the server would make.
    #[error(
        "the value of {table}.{column} is sealed for one row, and the statement doesn't give {key} to it: the server would make \
         another; make the key in the program and give it to both"
    )]
    SealedWithoutKey {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// The column of the key.
        key: String,
    },
    /// An upsert changes a column of the key, of the tenant, or one that is immutable.
    #[error("{table}.{column} is {what}: an existing row keeps it")]
    Kept {
        /// The table.
        table: String,
        /// The column.
        column: String,
        /// What it is.
        what: &'static str,
    },
    /// An order that doesn't say which of two rows comes first.
    #[error(
        "the order of {table} by ({columns}) isn't total: two rows may be equal, and a page could skip one; add the columns of \
         a unique key, the tenant's as well where policies show rows of several: {keys}"
    )]
    NotTotal {
        /// The table.
        table: String,
        /// The columns of the order.
        columns: String,
        /// The unique keys that there are.
        keys: String,
    },
    /// A column in the order may be NULL, which no comparison finds.
    #[error(
        "{table}.{column} may be NULL: rows without it would be on no page; order by another column"
    )]
    NullableOrder {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// The place after which a page begins is said for some columns of the order only.
    #[error(
        "after() is there for some columns of the order of {table} and not for {column}: give all of the last row's, or none"
    )]
    HalfAfter {
        /// The table.
        table: String,
        /// The column without a value.
        column: String,
    },
    /// A value of `after()` is NULL.
    #[error("after() of {table}.{column} is NULL, and so comes after nothing")]
    NullAfter {
        /// The table.
        table: String,
        /// The column.
        column: String,
    },
    /// No row at all could come.
    #[error("a limit of 0 asks {table} for nothing")]
    NoLimit {
        /// The table.
        table: String,
    },
    /// A claim that changes nothing: the next one would claim the same.
    #[error("a claim of {table} must set a column, or the next claim takes the same rows again")]
    NothingSet {
        /// The table.
        table: String,
    },
    /// A table without a primary key, which says which row it is.
    #[error("{table} has no primary key, so no row of it can be named")]
    NoPrimaryKey {
        /// The table.
        table: String,
    },
    /// A lock or a claim of every row.
    #[error("there is no filter: every row of {table} would be locked")]
    NoFilter {
        /// The table.
        table: String,
    },
    /// Rows of a table that are never changed.
    #[error("{table} is append-only: its rows can't be {what}")]
    AppendOnly {
        /// The table.
        table: String,
        /// `locked`, `claimed` or `updated`.
        what: &'static str,
    },
    /// A tenant's or user's id of another type than the columns have.
    #[error("the {what} is a {given}, and the columns of this database are {expected}")]
    ContextType {
        /// `tenant` or `user`.
        what: &'static str,
        /// The type of the id.
        given: String,
        /// The type of the columns.
        expected: String,
    },
    /// The database has no tenants, or no users.
    #[error("no table of this database has a {what} column, so nothing can be bound to one")]
    NoContext {
        /// `tenant` or `user`.
        what: &'static str,
    },
    /// The database believes signed contexts alone, and nobody signs this one.
    #[error(
        "the database believes signed contexts alone: make this one with Context::signed (feature `signed-context`)"
    )]
    Unsigned,
    /// The database has no keys, and would believe a setting that nobody signed.
    #[error(
        "the database doesn't verify contexts: say `.signed_context()` in its profile, or make the context with Context::new"
    )]
    NotVerified,
    /// The id of a key that can't be one.
    #[error("{id:?} is no id of a key: letters, digits, `-` and `_` make one")]
    KeyId {
        /// The id.
        id: String,
    },
    /// The system gives no random numbers.
    #[error("the system gives no random numbers: {reason}")]
    NoRandomNumbers {
        /// What it says.
        reason: String,
    },
    /// A context in which neither a tenant nor a user is said.
    #[error(
        "nobody is bound: say whose rows the transaction is about with `.tenant(…)` or `.user(…)`"
    )]
    Nobody,
    /// A signed context that would last too long.
    #[error(
        "a signed context lasts a day at most, and should last no longer than a transaction may take"
    )]
    Lifetime,
    /// An id without a value.
    #[error("the {what} is NULL or empty: a transaction can't be bound to nobody")]
    NullContext {
        /// `tenant` or `user`.
        what: &'static str,
    },
}
