use proc_macro2::TokenStream;
use quote::quote;
use syn::Ident;

use super::literal::option;
use super::{Literal, rust_path, wrap};
use crate::check::Value;
use crate::input::{EnumInput, Representation};
use crate::names::default_name;

/// `#[derive(PgEnum)]`.
pub(crate) fn enumeration(input: &EnumInput, values: &[Value]) -> TokenStream {
    let header = &input.header;
    let ident = &header.ident;
    let definition = definition(input, values);
    let variants: Vec<&Ident> = input
        .variants
        .iter()
        .map(|variant| &variant.ident)
        .collect();
    let literal = if representation(input) == Representation::Int {
        let numbers = values.iter().map(|value| value.number);
        quote! {
            __pg::core::result::Result::Ok(__pg::Literal::Integer(match *self {
                #(Self::#variants => #numbers,)*
            }))
        }
    } else {
        let labels = values.iter().map(|value| &value.label);
        quote! {
            __pg::ToLiteral::to_literal(match *self {
                #(Self::#variants => #labels,)*
            })
        }
    };
    wrap(
        header,
        quote! {
            #[automatically_derived]
            impl __pg::PgType for #ident {
                const TYPE: __pg::TypeDef = __pg::TypeDef::Enum(<Self as __pg::PgEnum>::ENUM);
            }

            #[automatically_derived]
            impl __pg::PgEnum for #ident {
                const ENUM: &'static __pg::EnumDef = &#definition;
            }

            #[automatically_derived]
            impl __pg::SqlValue for #ident {
                type Kind = Self;
            }

            #[automatically_derived]
            impl __pg::Kind for #ident {
                type Family = __pg::family::Enum;
            }

            #[automatically_derived]
            impl __pg::ToLiteral for #ident {
                fn to_literal(
                    &self,
                ) -> __pg::core::result::Result<__pg::Literal, __pg::LiteralError> {
                    #literal
                }
            }

            // A variant that only the database has a use for is no dead code.
            #[allow(dead_code)]
            fn __checks() {
                let _ = [#(#ident::#variants),*];
            }
        },
    )
}

/// How values are kept, which is as text unless said otherwise.
fn representation(input: &EnumInput) -> Representation {
    input
        .representation
        .map_or(Representation::Text, |(representation, _)| representation)
}

/// The definition of the enum.
fn definition(input: &EnumInput, values: &[Value]) -> TokenStream {
    let mut literal = Literal::new("EnumDef");
    literal.set("rust", rust_path(&input.header));
    literal.set("schema", option(input.schema.as_ref()));
    match &input.name {
        Some(name) => literal.set("name", name),
        None => literal.set("name", default_name(&input.header.ident)),
    }
    let docs = super::list(&input.header.docs);
    literal.set("comment", quote!(&[#docs]));
    let representation = match representation(input) {
        Representation::Text => quote!(Text),
        Representation::Native => quote!(Native),
        Representation::Lookup => quote!(Lookup),
        Representation::Int => {
            let builtin = match input.repr.as_ref().map(ToString::to_string).as_deref() {
                Some("i16") => quote!(Smallint),
                Some("i64") => quote!(Bigint),
                _ => quote!(Integer),
            };
            quote!(Integer(__pg::BuiltinType::#builtin))
        }
    };
    literal.set(
        "representation",
        quote!(__pg::EnumRepresentation::#representation),
    );
    let variants = super::list(input.variants.iter().zip(values).map(|(variant, value)| {
        let mut literal = Literal::new("EnumVariantDef");
        literal.set("label", &value.label);
        literal.set("number", value.number);
        let docs = super::list(&variant.docs);
        literal.set("comment", quote!(&[#docs]));
        literal.whole()
    }));
    literal.set("variants", quote!(&[#variants]));
    literal.whole()
}
