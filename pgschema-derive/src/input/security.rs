use proc_macro2::Span;
use syn::{Ident, LitStr};

use super::{ColumnPath, Expression, Word};

/// `policy(…)`.
pub(crate) struct Policy {
    /// `name = "…"`.
    pub(crate) name: LitStr,
    /// `as = …`.
    pub(crate) kind: Option<Word>,
    /// `for = …`.
    pub(crate) command: Option<Word>,
    /// `to(…)`.
    pub(crate) roles: Vec<Role>,
    /// `using = …`, and where it stands.
    pub(crate) using: Option<(Expression, Span)>,
    /// `with_check = …`, and where it stands.
    pub(crate) with_check: Option<(Expression, Span)>,
    /// Where the key stands.
    pub(crate) span: Span,
}

/// `grant(…)`.
pub(crate) struct Grant {
    /// What is granted.
    pub(crate) privileges: Vec<Privilege>,
    /// `to(…)`.
    pub(crate) roles: Vec<Role>,
}

/// `update(title)`.
pub(crate) struct Privilege {
    /// Which privilege.
    pub(crate) word: Word,
    /// Its columns; none is the whole table.
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
#[derive(Clone)]
pub(crate) struct Allow {
    /// What is switched off.
    pub(crate) rule: Ident,
    /// The part of the table that it is about.
    pub(crate) on: Option<LitStr>,
    /// Why.
    pub(crate) reason: LitStr,
}
