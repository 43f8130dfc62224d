use super::constraint::write_columns;
use super::{
    ColumnDefinition, Identifier, QualifiedName, StorageParameters, TableConstraint, ToSql, Writer,
};
use crate::define::PartitionStrategy;

/// `CREATE TABLE`.
///
/// PostgreSQL manual: CREATE TABLE.
///
/// ```
/// use pgschema::BuiltinType;
/// use pgschema::sql::{
///     ColumnDefinition, ConstraintKind, CreateTable, Identifier, QualifiedName, TableConstraint,
/// };
///
/// let id = Identifier::new("id")?;
/// let key = ConstraintKind::PrimaryKey { columns: vec![id.clone()] };
/// let table = CreateTable::new(QualifiedName::new("app", "countries")?)
///     .column(ColumnDefinition::new(id, BuiltinType::Text.into()).not_null())
///     .constraint(TableConstraint::new(Identifier::new("countries_pkey")?, key));
/// assert_eq!(
///     table.to_string(),
///     "CREATE TABLE app.countries (\n  id text NOT NULL,\n  CONSTRAINT countries_pkey \
///      PRIMARY KEY (id)\n);"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreateTable {
    name: QualifiedName,
    if_not_exists: bool,
    unlogged: bool,
    columns: Vec<ColumnDefinition>,
    constraints: Vec<TableConstraint>,
    partition_by: Option<(PartitionStrategy, Vec<Identifier>)>,
    with: StorageParameters,
}

impl CreateTable {
    /// A table.
    #[must_use]
    pub fn new(name: QualifiedName) -> Self {
        Self {
            name,
            if_not_exists: false,
            unlogged: false,
            columns: Vec::new(),
            constraints: Vec::new(),
            partition_by: None,
            with: StorageParameters::default(),
        }
    }
    /// Does nothing where it is.
    #[must_use]
    pub const fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }
    /// Not written to the write-ahead log.
    #[must_use]
    pub const fn unlogged(mut self) -> Self {
        self.unlogged = true;
        self
    }
    /// One more column.
    #[must_use]
    pub fn column(mut self, column: ColumnDefinition) -> Self {
        self.columns.push(column);
        self
    }
    /// More columns.
    #[must_use]
    pub fn columns(mut self, columns: impl IntoIterator<Item = ColumnDefinition>) -> Self {
        self.columns.extend(columns);
        self
    }
    /// One more constraint.
    #[must_use]
    pub fn constraint(mut self, constraint: TableConstraint) -> Self {
        self.constraints.push(constraint);
        self
    }
    /// More constraints.
    #[must_use]
    pub fn constraints(mut self, constraints: impl IntoIterator<Item = TableConstraint>) -> Self {
        self.constraints.extend(constraints);
        self
    }
    /// How its rows are spread over partitions.
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

impl ToSql for CreateTable {
    fn write(&self, out: &mut Writer) {
        out.push(if self.unlogged {
            "CREATE UNLOGGED TABLE "
        } else {
            "CREATE TABLE "
        });
        if self.if_not_exists {
            out.push("IF NOT EXISTS ");
        }
        self.name.write(out);
        out.push(" (");
        let mut separator = "\n  ";
        for column in &self.columns {
            out.push(separator);
            column.write(out);
            separator = ",\n  ";
        }
        for constraint in &self.constraints {
            out.push(separator);
            constraint.write(out);
            separator = ",\n  ";
        }
        out.push("\n)");
        if let Some((strategy, columns)) = &self.partition_by {
            out.push(match strategy {
                PartitionStrategy::Range => "\nPARTITION BY RANGE",
                PartitionStrategy::List => "\nPARTITION BY LIST",
                PartitionStrategy::Hash => "\nPARTITION BY HASH",
            });
            write_columns(columns, out);
        }
        if !self.with.is_empty() {
            out.push("\n");
            self.with.write(out);
        }
        out.push(";");
    }
}
