use serde::{Deserialize, Serialize};

use super::{Literal, QualifiedName, StorageParameters, ToSql, Writer};

/// Which rows a partition takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartitionBound {
    /// `FROM (…) TO (…)`.
    Range {
        /// The inclusive lower bound.
        from: Vec<BoundValue>,
        /// The exclusive upper bound.
        to: Vec<BoundValue>,
    },
    /// `IN (…)`.
    List(Vec<Literal>),
    /// `WITH (MODULUS …, REMAINDER …)`.
    Hash {
        /// How many partitions there are.
        modulus: u32,
        /// Which of them this is.
        remainder: u32,
    },
    /// `DEFAULT`.
    Default,
}

/// One value of the bound of a range.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BoundValue {
    /// `MINVALUE`.
    MinValue,
    /// A value.
    Value(Literal),
    /// `MAXVALUE`.
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

impl ToSql for PartitionBound {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Range { from, to } => {
                out.push("FOR VALUES FROM (");
                out.push_list(from, ", ");
                out.push(") TO (");
                out.push_list(to, ", ");
                out.push(")");
            }
            Self::List(values) => {
                out.push("FOR VALUES IN (");
                out.push_list(values, ", ");
                out.push(")");
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

/// `CREATE TABLE … PARTITION OF`.
///
/// PostgreSQL manual: CREATE TABLE.
///
/// ```
/// use pgschema::sql::{CreatePartition, PartitionBound, QualifiedName};
///
/// let partition = CreatePartition::new(
///     QualifiedName::new("app", "events_p0")?,
///     QualifiedName::new("app", "events")?,
///     PartitionBound::Hash { modulus: 4, remainder: 0 },
/// );
/// assert_eq!(
///     partition.to_string(),
///     "CREATE TABLE app.events_p0 PARTITION OF app.events\n  \
///      FOR VALUES WITH (MODULUS 4, REMAINDER 0);"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreatePartition {
    name: QualifiedName,
    parent: QualifiedName,
    bound: PartitionBound,
    if_not_exists: bool,
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
            with: StorageParameters::default(),
        }
    }
    /// Does nothing where it is.
    #[must_use]
    pub const fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
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
        out.push("\n  ");
        self.bound.write(out);
        if !self.with.is_empty() {
            out.push("\n  ");
            self.with.write(out);
        }
        out.push(";");
    }
}
