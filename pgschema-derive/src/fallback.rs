//! What stands beside errors: implementations that are empty, so that whatever needs them doesn't
//! report that they are missing.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Ident;

use crate::expand::{TypedColumns, reads, wrap};
use crate::input::{Fields, Header};

/// An empty table. Its columns are those that could be read, since foreign keys of other tables
/// name them.
pub(crate) fn table(header: &Header, fields: &Fields) -> TokenStream {
    let ident = &header.ident;
    let columns = TypedColumns::of_table(header, fields);
    let (definition, items) = (columns.definition(), columns.items());
    let (impl_generics, type_generics, where_clause) = header.generics.split_for_impl();
    let checks = checks(header, fields);
    wrap(
        header,
        quote! {
            #definition

            #[automatically_derived]
            impl #impl_generics __pg::Table for #ident #type_generics #where_clause {
                const TABLE: &'static __pg::TableDef = &__pg::TableDef::EMPTY;
                #items
            }

            #checks
        },
    )
}

/// An empty group.
pub(crate) fn group(header: &Header, fields: &Fields) -> TokenStream {
    let ident = &header.ident;
    let owner = Ident::new("__Table", Span::call_site());
    let columns = TypedColumns::of_group(header, fields, &owner);
    let (definition, items) = if columns.is_empty() {
        // A struct that doesn't use its parameter is an error of its own.
        let items = quote! {
            type Columns<#owner> = ();

            fn columns<#owner>() {}
        };
        (TokenStream::new(), items)
    } else {
        (columns.definition(), columns.items())
    };
    let (impl_generics, type_generics, where_clause) = header.generics.split_for_impl();
    let name = ident.to_string();
    let checks = checks(header, fields);
    wrap(
        header,
        quote! {
            #definition

            #[automatically_derived]
            impl #impl_generics __pg::ColumnGroup for #ident #type_generics #where_clause {
                const GROUP: &'static __pg::GroupDef =
                    &__pg::GroupDef { rust: #name, file: "", columns: &[] };
                #items
            }

            #checks
        },
    )
}

/// A type that is some text, for enums and newtypes.
pub(crate) fn value(header: &Header) -> TokenStream {
    let ident = &header.ident;
    let (impl_generics, type_generics, where_clause) = header.generics.split_for_impl();
    wrap(
        header,
        quote! {
            #[automatically_derived]
            impl #impl_generics __pg::PgType for #ident #type_generics #where_clause {
                const TYPE: __pg::TypeDef = __pg::TypeDef::Sql("");
            }

            #[automatically_derived]
            impl #impl_generics __pg::SqlValue for #ident #type_generics #where_clause {
                type Kind = Self;
            }

            #[automatically_derived]
            impl #impl_generics __pg::Kind for #ident #type_generics #where_clause {
                type Family = __pg::family::Text;
            }

            #[automatically_derived]
            impl #impl_generics __pg::ToLiteral for #ident #type_generics #where_clause {
                fn to_literal(
                    &self,
                ) -> __pg::core::result::Result<__pg::Literal, __pg::LiteralError> {
                    __pg::core::result::Result::Ok(__pg::Literal::Null)
                }
            }
        },
    )
}

/// Reads the fields, so that no warning about them stands beside the errors.
fn checks(header: &Header, fields: &Fields) -> TokenStream {
    if fields.all.is_empty() {
        return TokenStream::new();
    }
    let this = header.static_type();
    let reads = reads(fields);
    quote! {
        #[allow(dead_code)]
        fn __checks(this: &#this) {
            #reads
        }
    }
}
