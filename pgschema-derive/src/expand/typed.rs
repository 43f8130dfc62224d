use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::column::value_type;
use super::place::Place;
use crate::input::{FieldKind, Fields, Header};

/// The struct of the typed columns, which closures receive and foreign keys look into.
///
/// A flattened group is a parameter of it. If the type isn't a group after all, rustc would
/// otherwise say so of the struct and of everything that the struct must be.
pub(crate) struct TypedColumns {
    ident: Ident,
    /// The table that the columns belong to; a group has it as a parameter.
    owner: Option<Ident>,
    /// The parameters of flattened groups, and what they are.
    groups: Vec<(Ident, TokenStream)>,
    /// The name and the type of each field.
    fields: Vec<(Ident, TokenStream)>,
    /// What makes each field.
    values: Vec<TokenStream>,
}

impl TypedColumns {
    /// The columns of a table.
    pub(crate) fn of_table(header: &Header, fields: &Fields) -> Self {
        Self::new(header, fields, None)
    }

    /// The columns of a group, as columns of the table `owner`.
    pub(crate) fn of_group(header: &Header, fields: &Fields, owner: &Ident) -> Self {
        Self::new(header, fields, Some(owner.clone()))
    }

    fn new(header: &Header, fields: &Fields, owner: Option<Ident>) -> Self {
        let table = match &owner {
            Some(owner) => quote!(#owner),
            None => header.static_type(),
        };
        let mut columns = Self {
            ident: format_ident!("ColumnsOf{}", header.ident),
            owner,
            groups: Vec::new(),
            fields: Vec::new(),
            values: Vec::new(),
        };
        for field in &fields.all {
            let (rust_type, value) = match &field.kind {
                FieldKind::Column(column) => {
                    let (value_type, name) = (value_type(field, column), &column.sql_name);
                    (
                        quote!(__pg::Column<#table, #value_type>),
                        quote!(__pg::Column::new(#name)),
                    )
                }
                FieldKind::Group => {
                    let group = &field.rust_type.tokens;
                    let place = Place::of(&field.rust_type.written);
                    let group_columns = place.item(group, "ColumnGroup", "Columns");
                    let make = place.item(group, "ColumnGroup", "columns");
                    let parameter = format_ident!("__Group{}", columns.groups.len());
                    columns
                        .groups
                        .push((parameter.clone(), quote!(#group_columns<#table>)));
                    (quote!(#parameter), quote!(#make::<#table>()))
                }
                FieldKind::Skipped => continue,
            };
            columns.fields.push((field.ident.clone(), rust_type));
            columns.values.push(value);
        }
        columns
    }

    /// Whether no field is a column.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The struct as a type.
    pub(crate) fn rust_type(&self) -> TokenStream {
        let owner = self.owner.iter().map(|owner| quote!(#owner));
        let groups = self.groups.iter().map(|(_, group)| group.clone());
        self.with_arguments(owner.chain(groups))
    }

    fn with_arguments(&self, arguments: impl Iterator<Item = TokenStream>) -> TokenStream {
        let ident = &self.ident;
        let mut arguments = arguments.peekable();
        if arguments.peek().is_none() {
            quote!(#ident)
        } else {
            quote!(#ident<#(#arguments),*>)
        }
    }

    /// The struct, which is as copyable as a column is, whatever the types in it.
    pub(crate) fn definition(&self) -> TokenStream {
        let parameters: Vec<&Ident> = self
            .owner
            .iter()
            .chain(self.groups.iter().map(|(parameter, _)| parameter))
            .collect();
        let groups: Vec<&Ident> = self.groups.iter().map(|(parameter, _)| parameter).collect();
        let this = self.with_arguments(parameters.iter().map(|parameter| quote!(#parameter)));
        let generics = if parameters.is_empty() {
            TokenStream::new()
        } else {
            quote!(<#(#parameters),*>)
        };
        let is_copy = if groups.is_empty() {
            TokenStream::new()
        } else {
            quote!(where #(#groups: __pg::core::marker::Copy),*)
        };
        let fields = self
            .fields
            .iter()
            .map(|(name, rust_type)| quote!(pub #name: #rust_type));
        quote! {
            #[doc(hidden)]
            #[allow(dead_code, private_interfaces)]
            pub struct #this { #(#fields),* }

            impl #generics __pg::core::clone::Clone for #this #is_copy {
                fn clone(&self) -> Self {
                    *self
                }
            }

            impl #generics __pg::core::marker::Copy for #this #is_copy {}
        }
    }

    /// The value of the struct.
    pub(crate) fn value(&self) -> TokenStream {
        let ident = &self.ident;
        let fields = self
            .fields
            .iter()
            .zip(&self.values)
            .map(|((name, _), value)| quote!(#name: #value));
        quote!(#ident { #(#fields),* })
    }
}
