use proc_macro2::Span;
use syn::{Expr, Ident, LitStr};

use super::Header;
use crate::names::Case;

/// An enum with `#[derive(PgEnum)]`.
pub(crate) struct EnumInput {
    pub(crate) header: Header,
    /// How values are kept, and where that is said.
    pub(crate) representation: Option<(Representation, Span)>,
    /// The integer type of `#[repr(…)]`.
    pub(crate) repr: Option<Ident>,
    pub(crate) schema: Option<LitStr>,
    pub(crate) name: Option<LitStr>,
    pub(crate) rename_all: Option<Case>,
    pub(crate) variants: Vec<Variant>,
}

/// How the values of an enum are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Representation {
    Text,
    Native,
    Lookup,
    Int,
}

/// A variant.
pub(crate) struct Variant {
    pub(crate) ident: Ident,
    pub(crate) docs: Vec<Expr>,
    pub(crate) name: Option<LitStr>,
    pub(crate) discriminant: Option<Expr>,
}
