/// What is wrong with a foreign key beside its target.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ForeignKeyProblem {
    /// A table that survives a crash, and refers to one that doesn't.
    #[error(
        "the foreign key `{constraint}` refers to {target}, which is unlogged and empty after a crash, and this table is not; make both unlogged or none"
    )]
    UnloggedTarget {
        /// The foreign key.
        constraint: String,
        /// The table that it refers to.
        target: String,
    },
    /// An action that would set a generated column.
    #[error(
        "the foreign key `{constraint}` has `{event} = {action}`, but nothing can set `{column}`, which is generated; take `restrict`, `no_action`, or `cascade` for `on_delete`"
    )]
    SetsGenerated {
        /// The foreign key.
        constraint: String,
        /// `on_delete` or `on_update`.
        event: &'static str,
        /// The action.
        action: &'static str,
        /// The generated column.
        column: String,
    },
    /// An action with a column that isn't in the key.
    #[error("the foreign key `{constraint}` sets `{column}`, which is none of its columns")]
    SetsOther {
        /// The foreign key.
        constraint: String,
        /// The column.
        column: String,
    },
    /// A list of columns where there is none.
    #[error(
        "the foreign key `{constraint}` lists columns in `on_update`, and only `on_delete` has such a list; drop it"
    )]
    ListOnUpdate {
        /// The foreign key.
        constraint: String,
    },
}
