use serde::{Deserialize, Serialize};

use super::{Column, Constraint, Exception, Index, Policy, RowSecurity, TableGrant, Trigger};
use crate::define::PartitionStrategy;
use crate::sql::{
    ConstraintKind, Identifier, Literal, PartitionBound, QualifiedName, StorageParameters,
    TextLiteral,
};

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name.
    pub name: QualifiedName,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<TextLiteral>,
    /// The struct that describes it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub rust: String,
    /// How it is used.
    #[serde(default, skip_serializing_if = "TableKind::is_ordinary")]
    pub kind: TableKind,
    /// The column that says whose rows they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant: Option<Identifier>,
    /// The column that says which user's rows they are.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Identifier>,
    /// Its columns, in their order.
    pub columns: Vec<Column>,
    /// Its constraints: the primary key, then by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub constraints: Vec<Constraint>,
    /// Its indexes, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub indexes: Vec<Index>,
    /// Whether row-level security binds it.
    #[serde(default, skip_serializing_if = "RowSecurity::is_disabled")]
    pub row_security: RowSecurity,
    /// Its policies, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Policy>,
    /// Who may do what with it, by role.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub grants: Vec<TableGrant>,
    /// Its triggers, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub triggers: Vec<Trigger>,
    /// Its storage parameters.
    #[serde(default, skip_serializing_if = "StorageParameters::is_empty")]
    pub storage: StorageParameters,
    /// Whether it is not written to the write-ahead log.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unlogged: bool,
    /// How it is partitioned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub partition_by: Option<PartitionBy>,
    /// Its partitions, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub partitions: Vec<Partition>,
    /// The rows that it is made with, each with a value for each column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Vec<Literal>>,
    /// The defaults that were switched off, and why.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Exception>,
}

impl Table {
    /// A table of nothing yet.
    #[must_use]
    pub fn new(name: QualifiedName) -> Self {
        Self {
            name,
            comment: None,
            rust: String::new(),
            kind: TableKind::Ordinary,
            tenant: None,
            owner: None,
            columns: Vec::new(),
            constraints: Vec::new(),
            indexes: Vec::new(),
            row_security: RowSecurity::Disabled,
            policies: Vec::new(),
            grants: Vec::new(),
            triggers: Vec::new(),
            storage: StorageParameters::default(),
            unlogged: false,
            partition_by: None,
            partitions: Vec::new(),
            rows: Vec::new(),
            exceptions: Vec::new(),
        }
    }

    /// The column of a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == *name)
    }

    /// The columns of the primary key; empty without one.
    #[must_use]
    pub fn primary_key(&self) -> &[Identifier] {
        self.constraints
            .iter()
            .find_map(|constraint| match &constraint.kind {
                ConstraintKind::PrimaryKey { columns } => Some(columns.as_slice()),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// Whether the table is the list of tenants itself: a row's tenant is the row. A table with one
    /// row for each tenant has the same key, which refers to that list.
    #[must_use]
    pub fn is_tenant_root(&self) -> bool {
        let Some(tenant) = &self.tenant else {
            return false;
        };
        let refers = |constraint: &Constraint| {
            constraint
                .foreign_key()
                .is_some_and(|key| key.columns.contains(tenant))
        };
        self.primary_key() == std::slice::from_ref(tenant) && !self.constraints.iter().any(refers)
    }

    /// Why a rule doesn't hold here, if somebody said so.
    #[must_use]
    pub fn exception(&self, rule: &str, column: Option<&Identifier>) -> Option<&Exception> {
        self.exceptions.iter().find(|exception| {
            exception.rule == rule
                && (exception.column.is_none() || exception.column.as_ref() == column)
        })
    }
}

/// How a table is used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableKind {
    /// Rows come, change and go.
    #[default]
    Ordinary,
    /// Rows come and stay as they are.
    AppendOnly,
    /// The values of an enum.
    Lookup,
}

impl TableKind {
    /// Whether it is an ordinary table.
    #[must_use]
    pub fn is_ordinary(&self) -> bool {
        *self == Self::Ordinary
    }
}

/// How a table is partitioned.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartitionBy {
    /// How rows are spread.
    pub strategy: PartitionStrategy,
    /// By which columns.
    pub columns: Vec<Identifier>,
}

/// A partition of a table, in the same schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partition {
    /// Its name.
    pub name: Identifier,
    /// Which rows it takes.
    pub bound: PartitionBound,
}
