use proc_macro2::Span;
use syn::LitStr;

use super::{Check, DefaultValue, Header, RustType};

/// A struct with `#[derive(PgDomain)]`.
pub(crate) struct DomainInput {
    /// Its name and parameters.
    pub(crate) header: Header,
    /// The type of its one field.
    pub(crate) inner: RustType,
    /// Its keys.
    pub(crate) keys: Domain,
}

/// Its keys.
#[derive(Default)]
pub(crate) struct Domain {
    /// `schema = "…"`.
    pub(crate) schema: Option<LitStr>,
    /// `name = "…"`.
    pub(crate) name: Option<LitStr>,
    /// `check = …`, `check(…)`.
    pub(crate) checks: Vec<Check>,
    /// `default = …`.
    pub(crate) default: Option<DefaultValue>,
    /// `collate = "…"`.
    pub(crate) collate: Option<LitStr>,
    /// `type = "…"`.
    pub(crate) sql_type: Option<LitStr>,
    /// `transparent`, and where it stands.
    pub(crate) transparent: Option<Span>,
}
