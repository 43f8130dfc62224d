//! Generation, and nothing else: what was parsed and checked becomes tokens.
//!
//! Whatever an expansion names, it names through `__pg`, the private module of the library; a user
//! may have shadowed anything else.

mod column;
mod constraint;
mod domain;
mod enumeration;
mod expression;
mod group;
mod index;
mod literal;
mod partition;
mod place;
mod security;
mod table;
mod typed;

pub(crate) use domain::domain;
pub(crate) use enumeration::enumeration;
pub(crate) use group::group;
pub(crate) use literal::{Literal, comment, list};
pub(crate) use table::table;
pub(crate) use typed::TypedColumns;

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};

use crate::check::{Assertion, Condition};
use crate::input::{Fields, Header};

/// An anonymous constant around the items of an expansion, so that none of their names is seen
/// outside.
pub(crate) fn wrap(header: &Header, items: TokenStream) -> TokenStream {
    let library = match &header.library {
        Some(path) => quote!(#path),
        None => quote!(::pgschema),
    };
    quote! {
        const _: () = {
            use #library::__private as __pg;
            #items
        };
    }
}

/// The path of the Rust type, for messages of the library.
fn rust_path(header: &Header) -> TokenStream {
    let name = header.ident.to_string();
    quote!(__pg::core::concat!(__pg::core::module_path!(), "::", #name))
}

/// What must hold and only rustc can know.
fn assertions(assertions: &[Assertion], fields: &Fields) -> TokenStream {
    assertions.iter().map(|it| assertion(it, fields)).collect()
}

fn assertion(assertion: &Assertion, fields: &Fields) -> TokenStream {
    let message = &assertion.message;
    let condition = match &assertion.condition {
        Condition::GroupHasColumn(name) => {
            let groups = fields.groups().map(|field| {
                let rust_type = &field.rust_type.tokens;
                quote!(<#rust_type as __pg::ColumnGroup>::GROUP)
            });
            quote!(__pg::group_has_column(&[#(#groups),*], #name))
        }
        Condition::IsNullable(rust_type) => quote!(<#rust_type as __pg::ColumnType>::NULLABLE),
        Condition::IsExact(rust_type) => {
            let float = quote! {
                __pg::TypeDef::Builtin(__pg::BuiltinType::Real | __pg::BuiltinType::DoublePrecision)
            };
            quote! {
                !__pg::core::matches!(
                    <#rust_type as __pg::ColumnType>::TYPE,
                    #float
                        | __pg::TypeDef::Domain(__pg::DomainDef { base: #float, .. })
                        | __pg::TypeDef::Array(#float)
                )
            }
        }
    };
    let span = assertion.span.resolved_at(Span::call_site());
    quote_spanned!(span=> const _: () = __pg::core::assert!(#condition, #message);)
}
