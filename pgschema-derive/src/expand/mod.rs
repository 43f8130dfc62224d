//! Generation, and nothing else: what was parsed and checked becomes tokens.
//!
//! Whatever an expansion names, it names through `__pg`, the private module of the library; a user
//! may have shadowed anything else.

mod assertion;
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

use assertion::{Whole, assertions};
pub(crate) use domain::domain;
pub(crate) use enumeration::enumeration;
pub(crate) use group::group;
pub(crate) use literal::{Literal, comment, list};
pub(crate) use table::{reads, table};
pub(crate) use typed::TypedColumns;

use proc_macro2::TokenStream;
use quote::quote;

use crate::input::Header;

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
