use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::Ident;

use super::column::entries;
use super::expression::Closures;
use super::place::Place;
use super::table::{comparison, reads};
use super::{Literal, TypedColumns, Whole, assertions, rust_path, wrap};
use crate::check::Findings;
use crate::input::{GroupInput, Target};

/// `#[derive(ColumnGroup)]`.
pub(crate) fn group(group: &GroupInput, findings: &Findings) -> TokenStream {
    let header = &group.header;
    let ident = &header.ident;
    let this = header.static_type();
    // No type of a user has this name.
    let owner = Ident::new("__Table", Span::call_site());
    let columns = TypedColumns::of_group(header, &group.fields, &owner);
    let columns_items = columns.items();
    let columns_definition = columns.definition();
    let closures = Closures {
        columns: quote!(<#this as __pg::ColumnGroup>::columns::<#this>()),
    };
    let target = |target: &Target| Place::of(&target.table).item(&target.table, "Table", "TABLE");
    let mut literal = Literal::new("GroupDef");
    literal.set("rust", rust_path(header));
    literal.set("file", quote!(__pg::core::file!()));
    let entries = super::list(entries(&group.fields, &closures, &target));
    literal.set("columns", quote!(&[#entries]));
    let definition = literal.whole();
    let (impl_generics, type_generics, where_clause) = header.generics.split_for_impl();
    let reads = reads(&group.fields);
    let comparisons = comparisons(group, &this);
    let assertions = assertions(findings, header, &group.fields, Whole::Group);
    wrap(
        header,
        quote! {
            #columns_definition

            #[automatically_derived]
            impl #impl_generics __pg::ColumnGroup for #ident #type_generics #where_clause {
                const GROUP: &'static __pg::GroupDef = &#definition;

                #columns_items
            }

            #[allow(dead_code)]
            fn __checks(this: &#this) {
                #comparisons
                #reads
            }

            #assertions
        },
    )
}

/// The comparisons of the foreign keys that start in the group.
fn comparisons(group: &GroupInput, this: &TokenStream) -> TokenStream {
    let comparisons: Vec<TokenStream> = group
        .fields
        .columns()
        .filter_map(|(field, column)| {
            let target = &column.references.as_ref()?.target;
            let (name, place) = (&field.ident, Place::of(&field.rust_type.written));
            Some(comparison(target, &quote!(columns().#name), place, this))
        })
        .collect();
    if comparisons.is_empty() {
        return TokenStream::new();
    }
    quote! {
        fn columns() -> <#this as __pg::ColumnGroup>::Columns<#this> {
            <#this as __pg::ColumnGroup>::columns::<#this>()
        }
        #(#comparisons)*
    }
}
