use proc_macro2::Span;
use syn::LitStr;

use super::{ColumnPath, Expression, Word};

/// `index(…)`.
pub(crate) struct Index {
    pub(crate) span: Span,
    pub(crate) elements: Vec<Element>,
    pub(crate) method: Option<Word>,
    pub(crate) unique: Option<Span>,
    pub(crate) nulls_not_distinct: Option<Span>,
    pub(crate) include: Vec<ColumnPath>,
    pub(crate) predicate: Option<Expression>,
    pub(crate) storage: Vec<(String, String)>,
    pub(crate) across_tenants: bool,
    pub(crate) name: Option<LitStr>,
}

/// `created_at desc nulls_last`, `"lower(email)" collate "C"`.
pub(crate) struct Element {
    pub(crate) key: ElementKey,
    pub(crate) collation: Option<LitStr>,
    pub(crate) operator_class: Option<LitStr>,
    pub(crate) order: Option<Word>,
    pub(crate) nulls: Option<Word>,
}

/// What an element of an index is made of.
pub(crate) enum ElementKey {
    Column(ColumnPath),
    Expression(Expression),
}
