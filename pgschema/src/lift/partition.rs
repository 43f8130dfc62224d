use super::context::Scope;
use crate::define::{BoundDef, PartitionBoundDef, PartitionByDef, PartitionStrategy};
use crate::model::{Partition, PartitionBy};
use crate::sql::{BoundValue, Identifier, Literal, PartitionBound};
use crate::validate::PartitionProblem;

impl Scope<'_> {
    pub(super) fn partition_by(&mut self, definition: PartitionByDef) -> PartitionBy {
        PartitionBy {
            strategy: definition.strategy,
            columns: self.columns(definition.columns),
        }
    }

    /// The partitions that are listed, and those that hash partitioning numbers.
    pub(super) fn partitions(&mut self) -> Vec<Partition> {
        let definition = self.definition;
        let Some(by) = definition.partition_by else {
            if !definition.partitions.is_empty() {
                self.report(PartitionProblem::NotPartitioned);
            }
            return Vec::new();
        };
        let mut partitions = Vec::new();
        for remainder in 0..by.hash_partitions {
            let name = super::derived_name(definition.name, [], &format!("p{remainder}"));
            let bound = PartitionBound::Hash {
                modulus: by.hash_partitions,
                remainder,
            };
            partitions.extend(self.identifier(&name).map(|name| Partition { name, bound }));
        }
        for partition in definition.partitions {
            let Some(name) = self.identifier(partition.name) else {
                continue;
            };
            partitions.extend(
                self.bound(&partition.bound, by, &name)
                    .map(|bound| Partition { name, bound }),
            );
        }
        partitions.sort_by(|left, right| left.name.cmp(&right.name));
        partitions
    }

    fn bound(
        &mut self,
        definition: &PartitionBoundDef,
        by: PartitionByDef,
        partition: &Identifier,
    ) -> Option<PartitionBound> {
        let keys = by.columns.len();
        let bound = match (definition, by.strategy) {
            (PartitionBoundDef::Range { from, to }, PartitionStrategy::Range)
                if from.len() == keys && to.len() == keys =>
            {
                PartitionBound::Range {
                    from: self.range_bound(from)?,
                    to: self.range_bound(to)?,
                }
            }
            (PartitionBoundDef::List(values), PartitionStrategy::List) => {
                let values: Option<Vec<_>> = values
                    .iter()
                    .map(|value| self.bound_literal(value))
                    .collect();
                PartitionBound::List(values?)
            }
            (PartitionBoundDef::Hash { modulus, remainder }, PartitionStrategy::Hash)
                if remainder < modulus =>
            {
                PartitionBound::Hash {
                    modulus: *modulus,
                    remainder: *remainder,
                }
            }
            (PartitionBoundDef::Default, PartitionStrategy::Range | PartitionStrategy::List) => {
                PartitionBound::Default
            }
            (_, strategy) => {
                self.report(PartitionProblem::Bound {
                    partition: partition.as_str().to_owned(),
                    strategy: match strategy {
                        PartitionStrategy::Range => "range",
                        PartitionStrategy::List => "list",
                        PartitionStrategy::Hash => "hash",
                    },
                });
                return None;
            }
        };
        Some(bound)
    }

    fn range_bound(&mut self, values: &[BoundDef]) -> Option<Vec<BoundValue>> {
        values
            .iter()
            .map(|value| match value {
                BoundDef::MinValue => Some(BoundValue::MinValue),
                BoundDef::MaxValue => Some(BoundValue::MaxValue),
                other => self.bound_literal(other).map(BoundValue::Value),
            })
            .collect()
    }

    fn bound_literal(&mut self, value: &BoundDef) -> Option<Literal> {
        let literal = match value {
            BoundDef::Text(text) => Literal::text(*text),
            BoundDef::Integer(number) => Ok(Literal::Integer(*number)),
            BoundDef::Boolean(value) => Ok(Literal::Boolean(*value)),
            BoundDef::Null => Ok(Literal::Null),
            // The derive lets these stand in ranges only.
            BoundDef::MinValue | BoundDef::MaxValue => return None,
        };
        match literal {
            Ok(literal) => Some(literal),
            Err(error) => {
                self.report(error);
                None
            }
        }
    }
}
