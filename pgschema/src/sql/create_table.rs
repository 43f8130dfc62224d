use serde::{Deserialize, Deserializer, Serialize};

use super::guard::write_guarded;
use super::{
    DataType, Expr, Identifier, IndexElement, Literal, Operator, QualifiedName, ToSql, Writer,
};
use crate::define::{
    Compression, Deferrability, GeneratedKind, IdentityKind, IndexMethod, Match, PartitionStrategy,
    Storage,
};

macro_rules! named_or_qualified {
    ($(#[$docs:meta])* $name:ident, $prefix:literal) => {
        $(#[$docs])*
        #[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name {
            /// One that is found on the search path, as those of PostgreSQL itself always are.
            Named(Identifier),
            /// One in a schema.
            Qualified(QualifiedName),
        }
        impl ToSql for $name {
            fn write(&self, out: &mut Writer) {
                out.push($prefix);
                match self { Self::Named(name) => name.write(out), Self::Qualified(name) => name.write(out) }
            }
        }
    };
}
named_or_qualified! { /// A collation.
Collation, "COLLATE " }
named_or_qualified! { /// An operator class.
OperatorClass, "" }

/// What is wrong with a storage parameter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{name} = {value}` is no storage parameter: a word, or `toast.` and a word, and a number, a boolean or a word"
)]
pub struct StorageParameterError {
    name: String,
    value: String,
}

/// Storage parameters of a table or an index: `fillfactor = 70`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StorageParameters(Vec<(String, String)>);
impl StorageParameters {
    /// Parameters and their values.
    ///
    /// # Errors
    ///
    /// If a name isn't a word, or a value isn't a number, a boolean or a word.
    pub fn parse<'a>(
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, StorageParameterError> {
        let is_word = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let is_name = |name: &str| {
            name.split_once('.').map_or_else(
                || is_word(name),
                |(toast, rest)| toast == "toast" && is_word(rest),
            )
        };
        let is_value = |value: &str| is_word(value) || super::NumberText::parse(value).is_some();
        let mut checked = Vec::new();
        for (name, value) in parameters {
            if !is_name(name) || !is_value(value) {
                return Err(StorageParameterError {
                    name: name.to_owned(),
                    value: value.to_owned(),
                });
            }
            checked.push((name.to_owned(), value.to_owned()));
        }
        Ok(Self(checked))
    }
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// The names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}
impl<'de> Deserialize<'de> for StorageParameters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list: Vec<(String, String)> = Vec::deserialize(deserializer)?;
        Self::parse(
            list.iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        )
        .map_err(serde::de::Error::custom)
    }
}
impl ToSql for StorageParameters {
    fn write(&self, out: &mut Writer) {
        out.push("WITH (");
        for (position, (name, value)) in self.0.iter().enumerate() {
            out.push(if position > 0 { ", " } else { "" });
            out.push(name);
            out.push(" = ");
            out.push(value);
        }
        out.push(")");
    }
}

/// A column in CREATE TABLE.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnDefinition {
    name: Identifier,
    data_type: DataType,
    not_null: bool,
    default: Option<Expr>,
    generated: Option<(GeneratedKind, Expr)>,
    identity: Option<(IdentityKind, Option<i64>, Option<i64>)>,
    collation: Option<Collation>,
    storage: Option<Storage>,
    compression: Option<Compression>,
}
impl ColumnDefinition {
    /// A column that takes NULL and has no default.
    #[must_use]
    pub const fn new(name: Identifier, data_type: DataType) -> Self {
        Self {
            name,
            data_type,
            not_null: false,
            default: None,
            generated: None,
            identity: None,
            collation: None,
            storage: None,
            compression: None,
        }
    }
    /// Takes no NULL.
    #[must_use]
    pub const fn not_null(mut self) -> Self {
        self.not_null = true;
        self
    }
    /// What it is when an INSERT doesn't say.
    #[must_use]
    pub fn default(mut self, default: Expr) -> Self {
        self.default = Some(default);
        self
    }
    /// What it is computed from.
    #[must_use]
    pub fn generated(mut self, kind: GeneratedKind, expression: Expr) -> Self {
        self.generated = Some((kind, expression));
        self
    }
    /// The sequence that numbers it.
    #[must_use]
    pub const fn identity(
        mut self,
        kind: IdentityKind,
        start: Option<i64>,
        increment: Option<i64>,
    ) -> Self {
        self.identity = Some((kind, start, increment));
        self
    }
    /// How its text is compared.
    #[must_use]
    pub fn collation(mut self, collation: Collation) -> Self {
        self.collation = Some(collation);
        self
    }
    /// How large values are kept (PostgreSQL 16).
    #[must_use]
    pub const fn storage(mut self, storage: Storage) -> Self {
        self.storage = Some(storage);
        self
    }
    /// How large values are compressed.
    #[must_use]
    pub const fn compression(mut self, compression: Compression) -> Self {
        self.compression = Some(compression);
        self
    }
}
const fn storage_word(storage: Storage) -> &'static str {
    match storage {
        Storage::Plain => "PLAIN",
        Storage::External => "EXTERNAL",
        Storage::Extended => "EXTENDED",
        Storage::Main => "MAIN",
    }
}
impl ToSql for ColumnDefinition {
    fn write(&self, out: &mut Writer) {
        self.name.write(out);
        out.push(" ");
        self.data_type.write(out);
        if let Some(storage) = self.storage {
            out.push(" STORAGE ");
            out.push(storage_word(storage));
        }
        if let Some(compression) = self.compression {
            out.push(match compression {
                Compression::Pglz => " COMPRESSION pglz",
                Compression::Lz4 => " COMPRESSION lz4",
            });
        }
        if let Some(collation) = &self.collation {
            out.push(" ");
            collation.write(out);
        }
        if let Some(default) = &self.default {
            out.push(" DEFAULT ");
            default.write_operand(out);
        }
        if let Some((kind, expression)) = &self.generated {
            out.push(" GENERATED ALWAYS AS (");
            expression.write(out);
            out.push(match kind {
                GeneratedKind::Stored => ") STORED",
                GeneratedKind::Virtual => ") VIRTUAL",
            });
        }
        if let Some((kind, start, increment)) = self.identity {
            out.push(match kind {
                IdentityKind::Always => " GENERATED ALWAYS AS IDENTITY",
                IdentityKind::ByDefault => " GENERATED BY DEFAULT AS IDENTITY",
            });
            if start.is_some() || increment.is_some() {
                out.push(" (");
                if let Some(start) = start {
                    out.push("START WITH ");
                    out.push_display(start);
                }
                if let Some(increment) = increment {
                    out.push(if start.is_some() {
                        " INCREMENT BY "
                    } else {
                        "INCREMENT BY "
                    });
                    out.push_display(increment);
                }
                out.push(")");
            }
        }
        if self.not_null {
            out.push(" NOT NULL");
        }
    }
}

/// What happens to referencing rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReferentialAction {
    /// `NO ACTION`.
    NoAction,
    /// `RESTRICT`.
    Restrict,
    /// `CASCADE`.
    Cascade,
    /// `SET NULL`, of some columns only where there is a list (PostgreSQL 15).
    SetNull(Vec<Identifier>),
    /// `SET DEFAULT`, of some columns only where there is a list (PostgreSQL 15).
    SetDefault(Vec<Identifier>),
}
/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ForeignKey {
    /// The referencing columns.
    pub columns: Vec<Identifier>,
    /// The referenced table.
    pub references: QualifiedName,
    /// The referenced columns.
    pub referenced_columns: Vec<Identifier>,
    /// When NULLs satisfy it.
    pub match_type: Match,
    /// What happens when a referenced row goes.
    pub on_delete: ReferentialAction,
    /// What happens when a referenced key changes.
    pub on_update: ReferentialAction,
}
fn write_columns(columns: &[Identifier], out: &mut Writer) {
    out.push(" (");
    out.push_list(columns, ", ");
    out.push(")");
}
impl ToSql for ForeignKey {
    fn write(&self, out: &mut Writer) {
        out.push("FOREIGN KEY");
        write_columns(&self.columns, out);
        out.push(" REFERENCES ");
        self.references.write(out);
        write_columns(&self.referenced_columns, out);
        if self.match_type == Match::Full {
            out.push(" MATCH FULL");
        }
        for (on, action) in [
            (" ON DELETE ", &self.on_delete),
            (" ON UPDATE ", &self.on_update),
        ] {
            let (word, columns) = match action {
                ReferentialAction::NoAction => continue,
                ReferentialAction::Restrict => ("RESTRICT", None),
                ReferentialAction::Cascade => ("CASCADE", None),
                ReferentialAction::SetNull(columns) => ("SET NULL", Some(columns)),
                ReferentialAction::SetDefault(columns) => ("SET DEFAULT", Some(columns)),
            };
            out.push(on);
            out.push(word);
            if let Some(columns) = columns
                && !columns.is_empty()
            {
                write_columns(columns, out);
            }
        }
    }
}
/// What a constraint asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum ConstraintKind {
    /// `PRIMARY KEY`.
    PrimaryKey {
        /// The columns.
        columns: Vec<Identifier>,
    },
    /// `UNIQUE`.
    Unique {
        /// The columns.
        columns: Vec<Identifier>,
        /// The columns that its index carries besides.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        include: Vec<Identifier>,
        /// Whether NULLs count as equal (PostgreSQL 15).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        nulls_not_distinct: bool,
    },
    /// `CHECK`.
    Check(Expr),
    /// `FOREIGN KEY`.
    ForeignKey(ForeignKey),
    /// `EXCLUDE`.
    Exclude {
        /// The access method.
        method: IndexMethod,
        /// What is compared, each with its operator.
        elements: Vec<(IndexElement, Operator)>,
        /// Among which rows.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        predicate: Option<Expr>,
    },
}
/// A constraint of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct TableConstraint {
    name: Identifier,
    kind: ConstraintKind,
    deferrability: Deferrability,
}
impl TableConstraint {
    /// A constraint that is checked at once.
    #[must_use]
    pub const fn new(name: Identifier, kind: ConstraintKind) -> Self {
        Self {
            name,
            kind,
            deferrability: Deferrability::NotDeferrable,
        }
    }
    /// When it is checked.
    #[must_use]
    pub const fn deferrability(mut self, deferrability: Deferrability) -> Self {
        self.deferrability = deferrability;
        self
    }
}
impl ToSql for TableConstraint {
    fn write(&self, out: &mut Writer) {
        out.push("CONSTRAINT ");
        self.name.write(out);
        out.push(" ");
        match &self.kind {
            ConstraintKind::PrimaryKey { columns } => {
                out.push("PRIMARY KEY");
                write_columns(columns, out);
            }
            ConstraintKind::Unique {
                columns,
                include,
                nulls_not_distinct,
            } => {
                out.push(if *nulls_not_distinct {
                    "UNIQUE NULLS NOT DISTINCT"
                } else {
                    "UNIQUE"
                });
                write_columns(columns, out);
                if !include.is_empty() {
                    out.push(" INCLUDE");
                    write_columns(include, out);
                }
            }
            ConstraintKind::Check(expression) => {
                out.push("CHECK (");
                expression.write(out);
                out.push(")");
            }
            ConstraintKind::ForeignKey(key) => key.write(out),
            ConstraintKind::Exclude {
                method,
                elements,
                predicate,
            } => {
                out.push("EXCLUDE USING ");
                out.push(method.as_str());
                out.push(" (");
                for (position, (element, operator)) in elements.iter().enumerate() {
                    out.push(if position > 0 { ", " } else { "" });
                    element.write(out);
                    out.push(" WITH ");
                    operator.write(out);
                }
                out.push(")");
                if let Some(predicate) = predicate {
                    out.push(" WHERE (");
                    predicate.write(out);
                    out.push(")");
                }
            }
        }
        match self.deferrability {
            Deferrability::NotDeferrable => {}
            Deferrability::InitiallyImmediate => out.push(" DEFERRABLE"),
            Deferrability::InitiallyDeferred => out.push(" DEFERRABLE INITIALLY DEFERRED"),
        }
    }
}

/// `CREATE TABLE`.
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

#[derive(Clone, Debug, PartialEq)]
enum Action {
    AddConstraint(TableConstraint),
    AddConstraintIfNotExists(TableConstraint),
    EnableRowSecurity,
    ForceRowSecurity,
    SetStorage(Identifier, Storage),
    OwnerTo(Identifier),
}
/// `ALTER TABLE`.
#[derive(Clone, Debug, PartialEq)]
pub struct AlterTable {
    name: QualifiedName,
    actions: Vec<Action>,
}
impl AlterTable {
    /// Changes of a table.
    #[must_use]
    pub const fn new(name: QualifiedName) -> Self {
        Self {
            name,
            actions: Vec::new(),
        }
    }
    fn with(mut self, action: Action) -> Self {
        self.actions.push(action);
        self
    }
    /// `ADD CONSTRAINT`.
    #[must_use]
    pub fn add_constraint(self, constraint: TableConstraint) -> Self {
        self.with(Action::AddConstraint(constraint))
    }
    /// `ADD CONSTRAINT` where the table has none of the name; a statement of its own.
    #[must_use]
    pub fn add_constraint_if_not_exists(self, constraint: TableConstraint) -> Self {
        self.with(Action::AddConstraintIfNotExists(constraint))
    }
    /// `ENABLE ROW LEVEL SECURITY`.
    #[must_use]
    pub fn enable_row_level_security(self) -> Self {
        self.with(Action::EnableRowSecurity)
    }
    /// `FORCE ROW LEVEL SECURITY`.
    #[must_use]
    pub fn force_row_level_security(self) -> Self {
        self.with(Action::ForceRowSecurity)
    }
    /// `ALTER COLUMN … SET STORAGE`.
    #[must_use]
    pub fn set_storage(self, column: Identifier, storage: Storage) -> Self {
        self.with(Action::SetStorage(column, storage))
    }
    /// `OWNER TO`.
    #[must_use]
    pub fn owner_to(self, owner: Identifier) -> Self {
        self.with(Action::OwnerTo(owner))
    }
}
impl ToSql for AlterTable {
    fn write(&self, out: &mut Writer) {
        let mut is_open = false;
        for action in &self.actions {
            if let Action::AddConstraintIfNotExists(constraint) = action {
                if is_open {
                    out.push(";\n");
                    is_open = false;
                }
                write_guarded(
                    out,
                    |out| {
                        out.push(
                            "NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = ",
                        );
                        out.push_string_constant(&self.name.to_sql());
                        out.push("::pg_catalog.regclass AND conname = ");
                        out.push_string_constant(constraint.name.as_str());
                        out.push(")");
                    },
                    |out| {
                        out.push("ALTER TABLE ");
                        self.name.write(out);
                        out.push(" ADD ");
                        constraint.write(out);
                        out.push(";");
                    },
                );
                continue;
            }
            if is_open {
                out.push(", ");
            } else {
                out.push("ALTER TABLE ");
                self.name.write(out);
                out.push(" ");
                is_open = true;
            }
            match action {
                Action::AddConstraint(constraint) => {
                    out.push("ADD ");
                    constraint.write(out);
                }
                Action::EnableRowSecurity => out.push("ENABLE ROW LEVEL SECURITY"),
                Action::ForceRowSecurity => out.push("FORCE ROW LEVEL SECURITY"),
                Action::SetStorage(column, storage) => {
                    out.push("ALTER COLUMN ");
                    column.write(out);
                    out.push(" SET STORAGE ");
                    out.push(storage_word(*storage));
                }
                Action::OwnerTo(owner) => {
                    out.push("OWNER TO ");
                    owner.write(out);
                }
                Action::AddConstraintIfNotExists(_) => {}
            }
        }
        if is_open {
            out.push(";");
        }
    }
}
