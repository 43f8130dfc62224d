use super::message::suggestion;

/// What is wrong with an index, a key, or the storage parameters of a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IndexProblem {
    /// More columns than an index can have.
    #[error("`{name}` has {columns} columns, and 32 are the most, those of `include` among them")]
    TooMany {
        /// The index or constraint.
        name: String,
        /// How many it has.
        columns: usize,
    },
    /// Several columns in an index of a method for one.
    #[error(
        "`{name}` has several columns, and an index by `{method}` has one; make one index for each"
    )]
    OneColumn {
        /// The index or constraint.
        name: String,
        /// The method.
        method: &'static str,
    },
    /// A unique index by a method that can't be.
    #[error("`{name}` is unique, and an index by `{method}` can't be; `btree` can")]
    Unique {
        /// The index.
        name: String,
        /// The method.
        method: &'static str,
    },
    /// Columns beside the key of an index that has none.
    #[error(
        "`{name}` has `include`, and an index by `{method}` carries no columns beside its key; `btree`, `gist` and `spgist` do"
    )]
    Include {
        /// The index.
        name: String,
        /// The method.
        method: &'static str,
    },
    /// An order in an index without one.
    #[error(
        "`{name}` says in which order its values or NULLs stand, and an index by `{method}` has no order; drop the words"
    )]
    Order {
        /// The index.
        name: String,
        /// The method.
        method: &'static str,
    },
    /// An exclusion constraint by a method that can't.
    #[error("the constraint `{name}` can't exclude rows by `{method}`; `gist` can")]
    Exclusion {
        /// The constraint.
        name: String,
        /// The method.
        method: &'static str,
    },
    /// A column of a type that a method can't index by itself.
    #[error(
        "`{name}` has the column `{column}`, and values of {data_type} have no place in an index by `{method}`; {help}"
    )]
    OperatorClass {
        /// The index or constraint.
        name: String,
        /// The column.
        column: String,
        /// Its type.
        data_type: String,
        /// The method.
        method: &'static str,
        /// What to do.
        help: String,
    },
    /// A collation of what is no text.
    #[error("`{name}` has a collation for `{column}`, and {data_type} is no text; drop `collate`")]
    Collation {
        /// The index or constraint.
        name: String,
        /// The column.
        column: String,
        /// Its type.
        data_type: String,
    },
    /// A column twice in a key.
    #[error("`{name}` has the column `{column}` twice; drop one of them")]
    ColumnTwice {
        /// The constraint.
        name: String,
        /// The column.
        column: String,
    },
    /// A storage parameter that the server doesn't know.
    #[error("{owner} has no storage parameter `{parameter}`{}", suggestion(.nearest.as_deref()))]
    UnknownParameter {
        /// A table, or an index by a method.
        owner: String,
        /// The parameter.
        parameter: String,
        /// One with a similar name.
        nearest: Option<String>,
    },
    /// A storage parameter that is there twice.
    #[error("the storage parameter `{parameter}` is there twice")]
    ParameterTwice {
        /// The parameter.
        parameter: String,
    },
    /// A storage parameter with a value that it can't have.
    #[error("the storage parameter `{parameter}` is {expected}, and not `{value}`")]
    ParameterValue {
        /// The parameter.
        parameter: String,
        /// The value.
        value: String,
        /// What it is.
        expected: String,
    },
}
