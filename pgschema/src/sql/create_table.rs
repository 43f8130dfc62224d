use super::column_definition::ColumnDefinitionRef;
use super::constraint::TableConstraintRef;
use super::{
    ColumnDefinition, Identifier, QualifiedName, Statement, StorageParameters, TableConstraint,
    ToSql, Writer,
};
use crate::define::PartitionStrategy;

/// `CREATE TABLE`: columns and constraints.
///
/// ```
/// use pgschema::define::BuiltinType;
/// use pgschema::sql::{
///     ColumnDefinition, ConstraintKind, CreateTable, Identifier, QualifiedName, TableConstraint,
/// };
///
/// let id = Identifier::new("id")?;
/// let key = ConstraintKind::PrimaryKey { columns: vec![id.clone()] };
/// let table = CreateTable::new(QualifiedName::new("app", "documents")?)
///     .if_not_exists()
///     .column(ColumnDefinition::new(id, BuiltinType::Uuid.into()).not_null())
///     .column(ColumnDefinition::new(Identifier::new("title")?, BuiltinType::Text.into()))
///     .constraint(TableConstraint::new(Identifier::new("documents_pkey")?, key));
/// assert_eq!(
///     table.to_string(),
///     "CREATE TABLE IF NOT EXISTS app.documents (
///   id uuid NOT NULL,
///   title text,
///   CONSTRAINT documents_pkey PRIMARY KEY (id)
/// );"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: CREATE TABLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateTable {
    name: QualifiedName,
    if_not_exists: bool,
    unlogged: bool,
    columns: Vec<ColumnDefinition>,
    constraints: Vec<TableConstraint>,
    partition_by: Option<(PartitionStrategy, Vec<Identifier>)>,
    with: StorageParameters,
    tablespace: Option<Identifier>,
}

/// A [`CreateTable`] whose parts belong to somebody else: a model is written without a copy of it.
pub(crate) struct CreateTableRef<'a, Columns, Constraints> {
    pub(crate) name: &'a QualifiedName,
    pub(crate) if_not_exists: bool,
    pub(crate) unlogged: bool,
    pub(crate) columns: Columns,
    pub(crate) constraints: Constraints,
    pub(crate) partition_by: Option<(PartitionStrategy, &'a [Identifier])>,
    pub(crate) with: Option<&'a StorageParameters>,
    pub(crate) tablespace: Option<&'a Identifier>,
}

impl CreateTable {
    /// A table without columns yet.
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
            tablespace: None,
        }
    }

    /// Does nothing where a table has the name already, whatever its columns are.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// Not written to the write-ahead log: faster, empty after a crash, absent from replicas. A
    /// partitioned table can't be unlogged since PostgreSQL 18.
    #[must_use]
    pub fn unlogged(mut self) -> Self {
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

    /// By which columns its rows are spread over partitions.
    #[must_use]
    pub fn partition_by(mut self, strategy: PartitionStrategy, columns: Vec<Identifier>) -> Self {
        self.partition_by = Some((strategy, columns));
        self
    }

    /// Its storage parameters; a partitioned table has none.
    #[must_use]
    pub fn with(mut self, parameters: StorageParameters) -> Self {
        self.with = parameters;
        self
    }

    /// Where its files are.
    #[must_use]
    pub fn tablespace(mut self, tablespace: Identifier) -> Self {
        self.tablespace = Some(tablespace);
        self
    }
}

impl ToSql for CreateTable {
    fn write(&self, out: &mut Writer) {
        let partition_by = self.partition_by.as_ref();
        let table = CreateTableRef {
            name: &self.name,
            if_not_exists: self.if_not_exists,
            unlogged: self.unlogged,
            columns: self.columns.iter().map(ColumnDefinition::borrowed),
            constraints: self.constraints.iter().map(TableConstraint::borrowed),
            partition_by: partition_by.map(|(strategy, columns)| (*strategy, columns.as_slice())),
            with: Some(&self.with),
            tablespace: self.tablespace.as_ref(),
        };
        table.write(out);
    }
}

impl<'a, Columns, Constraints> ToSql for CreateTableRef<'a, Columns, Constraints>
where
    Columns: Iterator<Item = ColumnDefinitionRef<'a>> + Clone,
    Constraints: Iterator<Item = TableConstraintRef<'a>> + Clone,
{
    fn write(&self, out: &mut Writer) {
        out.push(match (self.unlogged, self.if_not_exists) {
            (false, false) => "CREATE TABLE ",
            (false, true) => "CREATE TABLE IF NOT EXISTS ",
            (true, false) => "CREATE UNLOGGED TABLE ",
            (true, true) => "CREATE UNLOGGED TABLE IF NOT EXISTS ",
        });
        self.name.write(out);
        let mut separator = " (";
        for column in self.columns.clone() {
            out.push(separator);
            out.push_line(2);
            column.write(out);
            separator = ",";
        }
        for constraint in self.constraints.clone() {
            out.push(separator);
            out.push_line(2);
            constraint.write(out);
            separator = ",";
        }
        if separator == "," {
            out.push_line(0);
            out.push(")");
        } else {
            out.push(" ()");
        }
        if let Some((strategy, columns)) = self.partition_by {
            write_partition_by(strategy, columns, out);
        }
        if let Some(with) = self.with.filter(|with| !with.is_empty()) {
            out.push(" ");
            with.write(out);
        }
        if let Some(tablespace) = self.tablespace {
            out.push(" TABLESPACE ");
            tablespace.write(out);
        }
        out.push(";");
    }
}

impl<'a, Columns, Constraints> From<CreateTableRef<'a, Columns, Constraints>> for Statement
where
    Columns: Iterator<Item = ColumnDefinitionRef<'a>>,
    Constraints: Iterator<Item = TableConstraintRef<'a>>,
{
    fn from(table: CreateTableRef<'a, Columns, Constraints>) -> Self {
        let partition_by = table.partition_by;
        Self::from(CreateTable {
            name: table.name.clone(),
            if_not_exists: table.if_not_exists,
            unlogged: table.unlogged,
            columns: table.columns.map(ColumnDefinition::from).collect(),
            constraints: table.constraints.map(TableConstraint::from).collect(),
            partition_by: partition_by.map(|(strategy, columns)| (strategy, columns.to_vec())),
            with: table.with.cloned().unwrap_or_default(),
            tablespace: table.tablespace.cloned(),
        })
    }
}

/// Writes ` PARTITION BY RANGE (columns)`.
pub(super) fn write_partition_by(
    strategy: PartitionStrategy,
    columns: &[Identifier],
    out: &mut Writer,
) {
    out.push(" PARTITION BY ");
    strategy.write(out);
    out.push_in_parentheses(columns);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::define::BuiltinType;

    fn name() -> Result<QualifiedName, crate::sql::IdentifierError> {
        QualifiedName::new("app", "t")
    }

    #[test]
    fn a_table_without_columns() -> Result<(), Box<dyn std::error::Error>> {
        assert_eq!(CreateTable::new(name()?).to_sql(), "CREATE TABLE app.t ();");
        Ok(())
    }

    #[test]
    fn what_follows_the_columns() -> Result<(), Box<dyn std::error::Error>> {
        let at = Identifier::new("at")?;
        let sql = CreateTable::new(name()?)
            .unlogged()
            .columns([ColumnDefinition::new(at.clone(), BuiltinType::Date.into())])
            .partition_by(PartitionStrategy::Range, vec![at])
            .with(StorageParameters::parse([("fillfactor", "70")])?)
            .tablespace(Identifier::new("fast disks")?)
            .to_sql();
        let expected = "CREATE UNLOGGED TABLE app.t (\n  at date\n) PARTITION BY RANGE (at) \
                        WITH (fillfactor = 70) TABLESPACE \"fast disks\";";
        assert_eq!(sql, expected);
        Ok(())
    }
}
