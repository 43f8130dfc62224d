use proc_macro2::Span;
use syn::LitStr;

use super::{
    Allow, Check, Column, ColumnPath, Exclusion, Field, FieldKind, ForeignKey, Grant, Header,
    Index, Partition, PartitionBy, Policy, PrimaryKey, Unique,
};
use crate::names::Case;

/// A struct with `#[derive(Table)]`.
pub(crate) struct TableInput {
    pub(crate) header: Header,
    pub(crate) fields: Fields,
    pub(crate) keys: Table,
}

/// The keys of its struct. A flag is the place of its key.
#[derive(Default)]
pub(crate) struct Table {
    pub(crate) schema: Option<LitStr>,
    pub(crate) table: Option<LitStr>,
    pub(crate) rename_all: Option<Case>,
    pub(crate) primary_key: Option<PrimaryKey>,
    pub(crate) no_primary_key: Option<Span>,
    pub(crate) uniques: Vec<Unique>,
    pub(crate) checks: Vec<Check>,
    pub(crate) foreign_keys: Vec<ForeignKey>,
    pub(crate) exclusions: Vec<Exclusion>,
    pub(crate) indexes: Vec<Index>,
    pub(crate) tenant: Option<ColumnPath>,
    pub(crate) owner: Option<ColumnPath>,
    pub(crate) policies: Vec<Policy>,
    pub(crate) grants: Vec<Grant>,
    pub(crate) append_only: Option<Span>,
    pub(crate) storage: Vec<(String, String)>,
    pub(crate) unlogged: Option<Span>,
    pub(crate) partition_by: Option<PartitionBy>,
    pub(crate) partitions: Vec<Partition>,
    pub(crate) allows: Vec<Allow>,
}

/// A struct with `#[derive(ColumnGroup)]`.
pub(crate) struct GroupInput {
    pub(crate) header: Header,
    pub(crate) fields: Fields,
}

/// The fields of a struct, in its order.
#[derive(Default)]
pub(crate) struct Fields {
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
