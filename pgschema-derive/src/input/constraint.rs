use proc_macro2::{Span, TokenStream};
use syn::{Ident, LitStr};

use super::{ColumnPath, Element, Expression, Word};

/// `primary_key(columns(…))`.
pub(crate) struct PrimaryKey {
    /// Where the key stands.
    pub(crate) span: Span,
    /// `columns(…)`.
    pub(crate) columns: Vec<ColumnPath>,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
}

/// `unique`, `unique(…)`; on a field it has no columns.
pub(crate) struct Unique {
    /// Where the key stands.
    pub(crate) span: Span,
    /// `columns(…)`.
    pub(crate) columns: Vec<ColumnPath>,
    /// `include(…)`.
    pub(crate) include: Vec<ColumnPath>,
    /// `nulls_not_distinct`.
    pub(crate) nulls_not_distinct: bool,
    /// `deferrable`, `initially_deferred`.
    pub(crate) deferral: Deferral,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
}

/// `deferrable`, `initially_deferred`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Deferral {
    /// `deferrable`.
    pub(crate) deferrable: bool,
    /// `initially_deferred`.
    pub(crate) initially_deferred: bool,
}

/// `check = …`, `check(…)`.
pub(crate) struct Check {
    /// What must hold.
    pub(crate) expression: Expression,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
}

/// A column of another table: `User::id`.
pub(crate) struct Target {
    /// The type, which is the path without its last segment.
    pub(crate) table: TokenStream,
    /// The field.
    pub(crate) field: Ident,
}

/// `references(…)` on a field.
pub(crate) struct References {
    /// The column that it refers to.
    pub(crate) target: Target,
    /// What happens to the row, and when.
    pub(crate) options: ReferenceOptions,
}

/// `foreign_key(…)` on the struct.
pub(crate) struct ForeignKey {
    /// Where the key stands.
    pub(crate) span: Span,
    /// `columns(…)`.
    pub(crate) columns: Vec<ColumnPath>,
    /// The columns that it refers to.
    pub(crate) targets: Vec<Target>,
    /// What happens to the row, and when.
    pub(crate) options: ReferenceOptions,
}

/// What `references(…)` and `foreign_key(…)` have in common.
#[derive(Default)]
pub(crate) struct ReferenceOptions {
    /// `on_delete = …`.
    pub(crate) on_delete: Option<Action>,
    /// `on_update = …`.
    pub(crate) on_update: Option<Action>,
    /// `match = …`.
    pub(crate) match_type: Option<Word>,
    /// `deferrable`, `initially_deferred`.
    pub(crate) deferral: Deferral,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
}

/// `cascade`, `set_null(owner_id)`.
pub(crate) struct Action {
    /// What happens.
    pub(crate) word: Word,
    /// `columns(…)`.
    pub(crate) columns: Vec<ColumnPath>,
}

/// `exclude(…)`.
pub(crate) struct Exclusion {
    /// `columns(…)`.
    pub(crate) elements: Vec<ExclusionElement>,
    /// `using = …`.
    pub(crate) method: Option<Word>,
    /// `where = …`.
    pub(crate) predicate: Option<Expression>,
    /// `deferrable`, `initially_deferred`.
    pub(crate) deferral: Deferral,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
}

/// `room_id with "="`.
pub(crate) struct ExclusionElement {
    /// What is compared.
    pub(crate) element: Element,
    /// With which operator.
    pub(crate) operator: LitStr,
}
