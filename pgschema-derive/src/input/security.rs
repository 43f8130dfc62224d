use proc_macro2::Span;
use syn::{Ident, LitStr};

use super::{ColumnPath, Expression, Word};

/// `policy(…)`.
pub(crate) struct Policy {
    pub(crate) name: LitStr,
    pub(crate) kind: Option<Word>,
    pub(crate) command: Option<Word>,
    pub(crate) roles: Vec<Role>,
    pub(crate) using: Option<(Expression, Span)>,
    pub(crate) with_check: Option<(Expression, Span)>,
    /// Where the key stands.
    pub(crate) span: Span,
}

/// `grant(…)`.
pub(crate) struct Grant {
    pub(crate) privileges: Vec<Privilege>,
    pub(crate) roles: Vec<Role>,
}

/// `update(title)`.
pub(crate) struct Privilege {
    pub(crate) word: Word,
    pub(crate) columns: Vec<ColumnPath>,
}

/// A role.
pub(crate) enum Role {
    /// One of the words for roles.
    Word(Word),
    /// A role by its name.
    Named(LitStr),
}

/// `allow(rule, reason = "…")`.
pub(crate) struct Allow {
    pub(crate) rule: Ident,
    pub(crate) reason: LitStr,
}
