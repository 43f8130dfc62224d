use proc_macro2::TokenStream;
use quote::quote;

use super::expression::{Closures, default_value};
use super::literal::option;
use super::place::Place;
use super::{Literal, rust_path, wrap};
use crate::input::DomainInput;
use crate::names::default_name;

/// `#[derive(PgDomain)]`.
pub(crate) fn domain(domain: &DomainInput) -> TokenStream {
    let header = &domain.header;
    let ident = &header.ident;
    let (impl_generics, type_generics, where_clause) = header.generics.split_for_impl();
    let inner = &domain.inner.tokens;
    let place = Place::of(&domain.inner.written);
    let kind = place.item(inner, "SqlValue", "Kind");
    let family = place.item(&kind, "Kind", "Family");
    let base = match &domain.keys.sql_type {
        Some(sql) => quote!(__pg::TypeDef::Sql(#sql)),
        None => place.item(inner, "PgType", "TYPE"),
    };
    // The conditions that a Rust type brings along belong to columns, whatever the type is called.
    let checks = match &domain.keys.sql_type {
        Some(_) => TokenStream::new(),
        None => {
            let checks = place.item(inner, "PgType", "CHECKS");
            quote!(const CHECKS: &'static [__pg::TypeCheck] = #checks;)
        }
    };
    let (data_type, definition) = if domain.keys.transparent.is_some() {
        (base, TokenStream::new())
    } else {
        let definition = definition(domain, &base, inner);
        (
            quote!(__pg::TypeDef::Domain(<Self as __pg::PgDomain>::DOMAIN)),
            quote! {
                #[automatically_derived]
                impl #impl_generics __pg::PgDomain for #ident #type_generics #where_clause {
                    const DOMAIN: &'static __pg::DomainDef = &#definition;
                }
            },
        )
    };
    wrap(
        header,
        quote! {
            #[automatically_derived]
            impl #impl_generics __pg::PgType for #ident #type_generics #where_clause {
                const TYPE: __pg::TypeDef = #data_type;
                #checks
            }

            #definition

            #[automatically_derived]
            impl #impl_generics __pg::SqlValue for #ident #type_generics #where_clause {
                type Kind = Self;
            }

            #[automatically_derived]
            impl #impl_generics __pg::Kind for #ident #type_generics #where_clause {
                type Family = #family;
            }

            #[automatically_derived]
            impl #impl_generics __pg::ToLiteral for #ident #type_generics #where_clause {
                fn to_literal(
                    &self,
                ) -> __pg::core::result::Result<__pg::Literal, __pg::LiteralError> {
                    use __pg::{LiteralOfNothing as _, LiteralOfValue as _};
                    (&__pg::Probe(&self.0)).literal()
                }
            }
        },
    )
}

/// The definition of the domain.
fn definition(domain: &DomainInput, base: &TokenStream, inner: &TokenStream) -> TokenStream {
    let keys = &domain.keys;
    // There are no closures over a domain: it has no columns.
    let closures = Closures {
        columns: TokenStream::new(),
    };
    let mut literal = Literal::new("DomainDef");
    literal.set("rust", rust_path(&domain.header));
    literal.set("schema", option(keys.schema.as_ref()));
    match &keys.name {
        Some(name) => literal.set("name", name),
        None => literal.set("name", default_name(&domain.header.ident)),
    }
    let docs = super::list(&domain.header.docs);
    literal.set("comment", quote!(&[#docs]));
    literal.set("base", base);
    literal.set("collation", option(keys.collate.as_ref()));
    literal.set(
        "default",
        option(keys.default.as_ref().map(|it| default_value(it, inner))),
    );
    let checks = super::list(keys.checks.iter().map(|it| closures.check(it)));
    literal.set("checks", quote!(&[#checks]));
    literal.whole()
}
