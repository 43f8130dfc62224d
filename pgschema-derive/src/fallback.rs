//! What stands beside errors: implementations that are empty, so that whatever needs them doesn't
//! report that they are missing.

use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Ident;

use crate::expand::{TypedColumns, wrap};
use crate::input::{Fields, Header};

/// An empty table. Its columns are those that could be read, since foreign keys of other tables
/// name them.
pub(crate) fn table(header: &Header, fields: &Fields) -> TokenStream {
    let ident = &header.ident;
    let columns = TypedColumns::of_table(header, fields);
    let (columns_type, definition, value) =
        (columns.rust_type(), columns.definition(), columns.value());
    let (impl_generics, type_generics, where_clause) = header.generics.split_for_impl();
    let reads = reads(header, fields);
    wrap(
        header,
        quote! {
            #definition

            #[automatically_derived]
            impl #impl_generics __pg::Table for #ident #type_generics #where_clause {
                const TABLE: &'static __pg::TableDef = &__pg::TableDef::EMPTY;
                type Columns = #columns_type;
                fn columns() -> Self::Columns {
                    #value
                }
            }

            #reads
        },
    )
}

/// An empty group.
pub(crate) fn group(header: &Header, fields: &Fields) -> TokenStream {
    let ident = &header.ident;
    let owner = Ident::new("__Table", Span::call_site());
    let columns = TypedColumns::of_group(header, fields, &owner);
    let (columns_type, definition, value) = if columns.is_empty() {
        (quote!(()), TokenStream::new(), quote!(()))
    } else {
        (columns.rust_type(), columns.definition(), columns.value())
    };
    let (impl_generics, type_generics, where_clause) = header.generics.split_for_impl();
    let name = ident.to_string();
    let reads = reads(header, fields);
    wrap(
        header,
        quote! {
            #definition

            #[automatically_derived]
            impl #impl_generics __pg::ColumnGroup for #ident #type_generics #where_clause {
                const GROUP: &'static __pg::GroupDef =
                    &__pg::GroupDef { rust: #name, columns: &[] };
                type Columns<#owner> = #columns_type;
                fn columns<#owner>() -> Self::Columns<#owner> {
                    #value
                }
            }

            #reads
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
fn reads(header: &Header, fields: &Fields) -> TokenStream {
    if fields.all.is_empty() {
        return TokenStream::new();
    }
    let this = header.static_type();
    let names = fields.all.iter().map(|field| &field.ident);
    quote! {
        #[allow(dead_code)]
        fn __checks(this: &#this) {
            #(let _ = this.#names;)*
        }
    }
}
