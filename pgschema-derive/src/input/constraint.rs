use proc_macro2::{Span, TokenStream};
use syn::{Ident, LitStr};

use super::{ColumnPath, Element, Expression, Word};

/// `primary_key(columns(…))`.
pub(crate) struct PrimaryKey {
    pub(crate) span: Span,
    pub(crate) columns: Vec<ColumnPath>,
    pub(crate) name: Option<LitStr>,
}

/// `unique`, `unique(…)`; on a field it has no columns.
pub(crate) struct Unique {
    pub(crate) span: Span,
    pub(crate) columns: Vec<ColumnPath>,
    pub(crate) include: Vec<ColumnPath>,
    pub(crate) nulls_not_distinct: bool,
    pub(crate) deferral: Deferral,
    pub(crate) name: Option<LitStr>,
}

/// `deferrable`, `initially_deferred`.
#[derive(Clone, Copy, Default)]
pub(crate) struct Deferral {
    pub(crate) deferrable: bool,
    pub(crate) initially_deferred: bool,
}

/// `check = …`, `check(…)`.
pub(crate) struct Check {
    pub(crate) expression: Expression,
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
    pub(crate) target: Target,
    pub(crate) options: ReferenceOptions,
}

/// `foreign_key(…)` on the struct.
pub(crate) struct ForeignKey {
    pub(crate) span: Span,
    pub(crate) columns: Vec<ColumnPath>,
    pub(crate) targets: Vec<Target>,
    pub(crate) options: ReferenceOptions,
}

/// What `references(…)` and `foreign_key(…)` have in common.
#[derive(Default)]
pub(crate) struct ReferenceOptions {
    pub(crate) on_delete: Option<Action>,
    pub(crate) on_update: Option<Action>,
    pub(crate) match_type: Option<Word>,
    pub(crate) deferral: Deferral,
    pub(crate) name: Option<LitStr>,
}

/// `cascade`, `set_null(owner_id)`.
pub(crate) struct Action {
    pub(crate) word: Word,
    pub(crate) columns: Vec<ColumnPath>,
}

/// `exclude(…)`.
pub(crate) struct Exclusion {
    pub(crate) elements: Vec<ExclusionElement>,
    pub(crate) method: Option<Word>,
    pub(crate) predicate: Option<Expression>,
    pub(crate) deferral: Deferral,
    pub(crate) name: Option<LitStr>,
}

/// `room_id with "="`.
pub(crate) struct ExclusionElement {
    pub(crate) element: Element,
    pub(crate) operator: LitStr,
}
