use proc_macro2::Span;
use syn::LitStr;

use super::{ColumnPath, Expression, StorageParameter, Word};

/// `index(…)`.
pub(crate) struct Index {
    /// Where the key stands.
    pub(crate) span: Span,
    /// `columns(…)`.
    pub(crate) elements: Vec<Element>,
    /// `using = …`.
    pub(crate) method: Option<Word>,
    /// `unique`, and where it stands.
    pub(crate) unique: Option<Span>,
    /// `nulls_not_distinct`, and where it stands.
    pub(crate) nulls_not_distinct: Option<Span>,
    /// `include(…)`.
    pub(crate) include: Vec<ColumnPath>,
    /// `where = …`.
    pub(crate) predicate: Option<Expression>,
    /// `with(…)`.
    pub(crate) storage: Vec<StorageParameter>,
    /// `across_tenants`.
    pub(crate) across_tenants: bool,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
}

/// `created_at desc nulls_last`, `"lower(email)" collate "C"`.
pub(crate) struct Element {
    /// What is indexed.
    pub(crate) key: ElementKey,
    /// `collate "…"`.
    pub(crate) collation: Option<LitStr>,
    /// `opclass "…"`.
    pub(crate) operator_class: Option<LitStr>,
    /// `asc`, `desc`.
    pub(crate) order: Option<Word>,
    /// `nulls_first`, `nulls_last`.
    pub(crate) nulls: Option<Word>,
}

/// What an element of an index is made of.
pub(crate) enum ElementKey {
    /// A column.
    Column(ColumnPath),
    /// An expression.
    Expression(Expression),
}

impl Element {
    /// The column, if it is no expression.
    pub(crate) fn column(&self) -> Option<&ColumnPath> {
        match &self.key {
            ElementKey::Column(path) => Some(path),
            ElementKey::Expression(_) => None,
        }
    }
}
