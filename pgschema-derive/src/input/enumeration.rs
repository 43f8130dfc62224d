use proc_macro2::Span;
use syn::{Expr, Ident, LitStr};

use super::Header;
use crate::names::Case;

/// An enum with `#[derive(PgEnum)]`.
pub(crate) struct EnumInput {
    /// Its name.
    pub(crate) header: Header,
    /// How values are kept, and where that is said.
    pub(crate) representation: Option<(Representation, Span)>,
    /// The integer type of `#[repr(…)]`.
    pub(crate) repr: Option<Ident>,
    /// `schema = "…"`.
    pub(crate) schema: Option<LitStr>,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
    /// `rename_all = "…"`.
    pub(crate) rename_all: Option<Case>,
    /// The variants, in order.
    pub(crate) variants: Vec<Variant>,
}

/// How the values of an enum are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Representation {
    /// `text`.
    Text,
    /// `native`.
    Native,
    /// `lookup`.
    Lookup,
    /// `int`.
    Int,
}

/// A variant.
pub(crate) struct Variant {
    /// Its name in Rust.
    pub(crate) ident: Ident,
    /// The lines of its doc comment.
    pub(crate) docs: Vec<Expr>,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
    /// What is written behind `=`.
    pub(crate) discriminant: Option<Expr>,
}
