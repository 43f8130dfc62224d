use proc_macro2::Span;
use syn::LitStr;

use super::{
    Allow, Check, Column, ColumnPath, Exclusion, Field, FieldKind, ForeignKey, Grant, Header,
    Index, Partition, PartitionBy, Policy, PrimaryKey, Unique,
};
use crate::names::Case;

/// A struct with `#[derive(Table)]`.
pub(crate) struct TableInput {
    /// Its name and parameters.
    pub(crate) header: Header,
    /// Its fields.
    pub(crate) fields: Fields,
    /// The keys of the struct.
    pub(crate) keys: Table,
}

/// The keys of its struct. A flag is the place of its key.
#[derive(Default)]
pub(crate) struct Table {
    /// `schema = "…"`.
    pub(crate) schema: Option<LitStr>,
    /// `table = "…"`.
    pub(crate) table: Option<LitStr>,
    /// `rename_all = "…"`.
    pub(crate) rename_all: Option<Case>,
    /// `primary_key(…)`.
    pub(crate) primary_key: Option<PrimaryKey>,
    /// `no_primary_key`.
    pub(crate) no_primary_key: Option<Span>,
    /// `unique(…)`.
    pub(crate) uniques: Vec<Unique>,
    /// `check(…)`.
    pub(crate) checks: Vec<Check>,
    /// `foreign_key(…)`.
    pub(crate) foreign_keys: Vec<ForeignKey>,
    /// `exclude(…)`.
    pub(crate) exclusions: Vec<Exclusion>,
    /// `index(…)`.
    pub(crate) indexes: Vec<Index>,
    /// `tenant = …`.
    pub(crate) tenant: Option<ColumnPath>,
    /// `owner = …`.
    pub(crate) owner: Option<ColumnPath>,
    /// `policy(…)`.
    pub(crate) policies: Vec<Policy>,
    /// `grant(…)`.
    pub(crate) grants: Vec<Grant>,
    /// `append_only`.
    pub(crate) append_only: Option<Span>,
    /// `storage(…)`.
    pub(crate) storage: Vec<StorageParameter>,
    /// `unlogged`.
    pub(crate) unlogged: Option<Span>,
    /// `partition_by(…)`.
    pub(crate) partition_by: Option<PartitionBy>,
    /// `partition(…)`.
    pub(crate) partitions: Vec<Partition>,
    /// `allow(…)`.
    pub(crate) allows: Vec<Allow>,
}

/// `fillfactor = 70`.
pub(crate) struct StorageParameter {
    /// The name.
    pub(crate) name: String,
    /// The value.
    pub(crate) value: String,
    /// Where the value stands.
    pub(crate) span: Span,
}

/// A struct with `#[derive(ColumnGroup)]`.
pub(crate) struct GroupInput {
    /// Its name and parameters.
    pub(crate) header: Header,
    /// Its fields.
    pub(crate) fields: Fields,
}

/// The fields of a struct, in its order.
#[derive(Default)]
pub(crate) struct Fields {
    /// All of them.
    pub(crate) all: Vec<Field>,
}

impl Fields {
    /// The fields that are columns.
    pub(crate) fn columns(&self) -> impl Iterator<Item = (&Field, &Column)> {
        self.all.iter().filter_map(|field| match &field.kind {
            FieldKind::Column(column) => Some((field, &**column)),
            FieldKind::Group | FieldKind::Skipped => None,
        })
    }

    /// The fields that are groups of columns.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &Field> {
        self.all
            .iter()
            .filter(|field| matches!(field.kind, FieldKind::Group))
    }

    /// The field of a name.
    pub(crate) fn find(&self, name: &str) -> Option<&Field> {
        self.all.iter().find(|field| field.name == name)
    }
}
