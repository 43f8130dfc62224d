use super::scope::Scope;
use crate::input::{Bound, BoundValue, Partition, PartitionBy, Table};

impl Scope<'_> {
    /// `partition_by(…)` and `partition(…)` beside each other.
    pub(super) fn partitions(&self, table: &Table) {
        let Some(by) = &table.partition_by else {
            for partition in &table.partitions {
                self.error(
                    partition.span,
                    "a partition needs a table that is partitioned: `partition_by(range(created_at))`",
                );
            }
            return;
        };
        for (field, column) in self.distinct_columns(&by.columns) {
            if column.encrypted.is_some() {
                self.no_encrypted(field, by.strategy.span, "partition_by");
            }
            if column.generated.is_some() {
                self.error(
                    by.strategy.span,
                    format!(
                        "`{}` is a generated column, and rows can't be spread by one",
                        field.name
                    ),
                );
            }
        }
        if let Some((count, span)) = by.partitions {
            if by.strategy.text != "hash" {
                let message = "`partitions` numbers the partitions of `hash`; others are listed with `partition(…)`";
                self.error(span, message);
            } else if count == 0 {
                self.error(span, "a table of no partitions takes no rows");
            }
            if let Some(partition) = table.partitions.first() {
                self.error(
                    partition.span,
                    "the partitions are numbered by `partitions` already; take one way or the other",
                );
            }
        }
        if by.strategy.text == "list" && by.columns.len() > 1 {
            self.error(
                by.strategy.span,
                "a table is partitioned by a list of one column's values",
            );
        }
        for partition in &table.partitions {
            self.partition(partition, by);
        }
    }

    /// A partition of a table that is partitioned in this way.
    fn partition(&self, partition: &Partition, by: &PartitionBy) {
        let keys = by.columns.len();
        match (by.strategy.text, &partition.bound) {
            ("range", Bound::Range { from, to }) => {
                if from.len() != keys || to.len() != keys {
                    self.error(
                        partition.span,
                        format!("`from(…)` and `to(…)` have one value for each column of the key: {keys} each"),
                    );
                }
                for value in from.iter().chain(to) {
                    if let BoundValue::Null(span) = value {
                        self.error(
                            *span,
                            "a range has no place for NULL; the default partition has",
                        );
                    }
                }
            }
            ("list", Bound::List(values)) => {
                for value in values {
                    if let BoundValue::MinValue(span) | BoundValue::MaxValue(span) = value {
                        self.error(*span, "this is a bound of a range, not a value of a list");
                    }
                }
            }
            ("hash", Bound::Hash { modulus, remainder }) if remainder < modulus => {}
            ("hash", Bound::Hash { .. }) => {
                self.error(
                    partition.span,
                    "the remainder must be less than the modulus",
                );
            }
            ("range" | "list", Bound::Default) => {}
            (strategy, _) => {
                let form = match strategy {
                    "range" => "`from(…), to(…)` or `default`",
                    "list" => "`in(…)` or `default`",
                    _ => "`modulus = 4, remainder = 0`",
                };
                self.error(
                    partition.span,
                    format!(
                        "the table is partitioned by `{strategy}`, so a partition of it has {form}"
                    ),
                );
            }
        }
    }
}
