use serde::{Deserialize, Serialize};

use super::create_table::write_partition_by;
use super::writer::display_as_sql;
use super::{Identifier, Literal, QualifiedName, StorageParameters, ToSql, Writer};
use crate::define::PartitionStrategy;

/// One value of the bound of a range.
///
/// ```
/// use pgschema::sql::{BoundValue, Literal};
///
/// assert_eq!(BoundValue::Value(Literal::from(10)).to_string(), "10");
/// assert_eq!(BoundValue::MaxValue.to_string(), "MAXVALUE");
/// ```
///
/// PostgreSQL manual: CREATE TABLE: PARTITION OF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoundValue {
    /// `MINVALUE`: less than every value.
    MinValue,
    /// A value.
    Value(Literal),
    /// `MAXVALUE`: greater than every value.
    MaxValue,
}

impl ToSql for BoundValue {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::MinValue => out.push("MINVALUE"),
            Self::Value(value) => value.write(out),
            Self::MaxValue => out.push("MAXVALUE"),
        }
    }
}

/// Which rows a partition takes.
///
/// ```
/// use pgschema::sql::{Literal, PartitionBound};
///
/// let hash = PartitionBound::Hash { modulus: 4, remainder: 3 };
/// assert_eq!(hash.to_string(), "FOR VALUES WITH (MODULUS 4, REMAINDER 3)");
/// let list = PartitionBound::List(vec![Literal::text("eu")?, Literal::Null]);
/// assert_eq!(list.to_string(), "FOR VALUES IN ('eu', NULL)");
/// assert_eq!(PartitionBound::Default.to_string(), "DEFAULT");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
///
/// PostgreSQL manual: CREATE TABLE: PARTITION OF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum PartitionBound {
    /// `FROM (…) TO (…)`.
    Range {
        /// The lower bound, a value for each column, which the partition takes.
        from: Vec<BoundValue>,
        /// The upper bound, a value for each column, which the partition doesn't take.
        to: Vec<BoundValue>,
    },
    /// `IN (…)`.
    List(Vec<Literal>),
    /// `WITH (MODULUS …, REMAINDER …)`.
    Hash {
        /// How many partitions there are.
        modulus: u32,
        /// Which of them this is, from 0.
        remainder: u32,
    },
    /// `DEFAULT`: what no other partition takes.
    Default,
}

impl ToSql for PartitionBound {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Range { from, to } => {
                out.push("FOR VALUES FROM");
                out.push_in_parentheses(from);
                out.push(" TO");
                out.push_in_parentheses(to);
            }
            Self::List(values) => {
                out.push("FOR VALUES IN");
                out.push_in_parentheses(values);
            }
            Self::Hash { modulus, remainder } => {
                out.push("FOR VALUES WITH (MODULUS ");
                out.push_display(modulus);
                out.push(", REMAINDER ");
                out.push_display(remainder);
                out.push(")");
            }
            Self::Default => out.push("DEFAULT"),
        }
    }
}

display_as_sql!(BoundValue, PartitionBound);

/// `CREATE TABLE … PARTITION OF`: a part of a partitioned table.
///
/// Who asks for a partition by its own name is not held by the policies of the table: give nobody
/// rights on it, or row-level security of its own.
///
/// ```
/// use pgschema::sql::{BoundValue, CreatePartition, Literal, PartitionBound, QualifiedName};
///
/// let day = |day: &str| Literal::text(day).map(BoundValue::Value);
/// let bound = PartitionBound::Range { from: vec![day("2026-01-01")?], to: vec![day("2027-01-01")?] };
/// let partition = CreatePartition::new(
///     QualifiedName::new("app", "events_2026")?,
///     QualifiedName::new("app", "events")?,
///     bound,
/// );
/// assert_eq!(
///     partition.if_not_exists().to_string(),
///     "CREATE TABLE IF NOT EXISTS app.events_2026 PARTITION OF app.events
///   FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: CREATE TABLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatePartition {
    name: QualifiedName,
    parent: QualifiedName,
    bound: PartitionBound,
    if_not_exists: bool,
    partition_by: Option<(PartitionStrategy, Vec<Identifier>)>,
    with: StorageParameters,
}

impl CreatePartition {
    /// A partition of a table.
    #[must_use]
    pub fn new(name: QualifiedName, parent: QualifiedName, bound: PartitionBound) -> Self {
        Self {
            name,
            parent,
            bound,
            if_not_exists: false,
            partition_by: None,
            with: StorageParameters::default(),
        }
    }

    /// Does nothing where a table has the name already, whatever its bounds are.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// By which columns its own rows are spread over partitions.
    #[must_use]
    pub fn partition_by(mut self, strategy: PartitionStrategy, columns: Vec<Identifier>) -> Self {
        self.partition_by = Some((strategy, columns));
        self
    }

    /// Its storage parameters.
    #[must_use]
    pub fn with(mut self, parameters: StorageParameters) -> Self {
        self.with = parameters;
        self
    }
}

impl ToSql for CreatePartition {
    fn write(&self, out: &mut Writer) {
        out.push("CREATE TABLE ");
        if self.if_not_exists {
            out.push("IF NOT EXISTS ");
        }
        self.name.write(out);
        out.push(" PARTITION OF ");
        self.parent.write(out);
        out.push_line(2);
        self.bound.write(out);
        if let Some((strategy, columns)) = &self.partition_by {
            write_partition_by(*strategy, columns, out);
        }
        if !self.with.is_empty() {
            out.push(" ");
            self.with.write(out);
        }
        out.push(";");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_partition_can_have_partitions() -> Result<(), Box<dyn std::error::Error>> {
        let sql = CreatePartition::new(
            QualifiedName::new("app", "rest")?,
            QualifiedName::new("app", "events")?,
            PartitionBound::Default,
        )
        .partition_by(PartitionStrategy::Hash, vec![Identifier::new("id")?])
        .to_sql();
        let expected = "CREATE TABLE app.rest PARTITION OF app.events\n  \
                        DEFAULT PARTITION BY HASH (id);";
        assert_eq!(sql, expected);
        Ok(())
    }
}
