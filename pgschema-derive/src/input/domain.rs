use proc_macro2::Span;
use syn::LitStr;

use super::{Check, DefaultValue, Header, RustType};

/// A struct with `#[derive(PgDomain)]`.
pub(crate) struct DomainInput {
    pub(crate) header: Header,
    /// The type of its one field.
    pub(crate) inner: RustType,
    pub(crate) keys: Domain,
}

/// Its keys.
#[derive(Default)]
pub(crate) struct Domain {
    pub(crate) schema: Option<LitStr>,
    pub(crate) name: Option<LitStr>,
    pub(crate) checks: Vec<Check>,
    pub(crate) default: Option<DefaultValue>,
    pub(crate) collate: Option<LitStr>,
    pub(crate) sql_type: Option<LitStr>,
    pub(crate) transparent: Option<Span>,
}
