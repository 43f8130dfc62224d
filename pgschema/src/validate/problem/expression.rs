/// What is wrong with an expression over one row.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpressionProblem {
    /// A query in it.
    #[error(
        "{place} has a query in it, and it may only look at its row; put the query into a function or a trigger"
    )]
    Query {
        /// Where the expression stands.
        place: String,
    },
    /// A function over many rows.
    #[error(
        "{place} calls {function}(), which goes over many rows, and it may only look at its own; compute it in a view or a trigger"
    )]
    ManyRows {
        /// Where the expression stands.
        place: String,
        /// The function.
        function: String,
    },
    /// A function that gives many values.
    #[error(
        "{place} calls {function}(), which gives rows, and it may only give one value; put the call into a function"
    )]
    Set {
        /// Where the expression stands.
        place: String,
        /// The function.
        function: String,
    },
}
