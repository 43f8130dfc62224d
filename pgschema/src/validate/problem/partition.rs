/// What is wrong with the partitions of a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PartitionProblem {
    /// A partition of a table that isn't partitioned.
    #[error("there are partitions but no `partition_by(…)`")]
    NotPartitioned,
    /// A table that is partitioned by a list of several columns' values.
    #[error(
        "a table is partitioned by a list of one column's values, not of {columns}; take `range` or `hash`"
    )]
    ListOfSeveral {
        /// How many columns there are.
        columns: usize,
    },
    /// A partition key that is computed.
    #[error(
        "`{column}` is a generated column, and rows can't be spread by one; partition by what it is computed from"
    )]
    GeneratedKey {
        /// The column.
        column: String,
    },
    /// A partition whose bound doesn't fit the way its table is partitioned.
    #[error("the partition `{partition}` has a bound that a {strategy} partition can't have")]
    Bound {
        /// The partition.
        partition: String,
        /// How the table is partitioned.
        strategy: &'static str,
    },
    /// A range with a number of values that isn't that of the key.
    #[error(
        "the partition `{partition}` has {values} values in a bound, and the key has {columns} columns; write one for each"
    )]
    BoundLength {
        /// The partition.
        partition: String,
        /// How many values there are.
        values: usize,
        /// How many columns the key has.
        columns: usize,
    },
    /// A bound that NULL stands in, or something after `minvalue` or `maxvalue`.
    #[error("the range of the partition `{partition}` has {found} in a bound; {help}")]
    BoundValue {
        /// The partition.
        partition: String,
        /// What stands there.
        found: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// A partition that takes no rows.
    #[error("the partition `{partition}` takes no rows: {why}")]
    Empty {
        /// The partition.
        partition: String,
        /// Why.
        why: &'static str,
    },
    /// Two partitions for the same rows.
    #[error("the partitions `{first}` and `{second}` both take {rows}; a row has one partition")]
    Overlap {
        /// The first.
        first: String,
        /// The second.
        second: String,
        /// Which rows.
        rows: String,
    },
    /// A hash partition whose remainder can't be.
    #[error(
        "the partition `{partition}` has the modulus {modulus} and the remainder {remainder}; remainders are from 0 to less than the modulus"
    )]
    Remainder {
        /// The partition.
        partition: String,
        /// The modulus.
        modulus: u32,
        /// The remainder.
        remainder: u32,
    },
    /// Hash partitions whose moduli don't go together.
    #[error(
        "there are hash partitions with the moduli {smaller} and {larger}, and each modulus must be a factor of the next larger one"
    )]
    Modulus {
        /// The smaller modulus.
        smaller: u32,
        /// The next larger one.
        larger: u32,
    },
    /// A key of a partitioned table without the partition key.
    #[error(
        "`{constraint}` must contain the partition key column `{column}`, since each partition checks uniqueness by itself; write `primary_key(columns(…))` or `unique(columns(…))` with it"
    )]
    NotInKey {
        /// The constraint or index.
        constraint: String,
        /// The column that is missing.
        column: String,
    },
    /// An exclusion constraint of a partitioned table without the partition key.
    #[error(
        "`{constraint}` must contain the partition key column `{column}` with the operator `=`, since each partition looks at its own rows only"
    )]
    NotInExclusion {
        /// The constraint.
        constraint: String,
        /// The column that is missing.
        column: String,
    },
}
