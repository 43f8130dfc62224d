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
    /// The name of the struct.
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

    /// The columns of the fields.
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
                    let of_table = place.generics(&table);
                    let no_arguments = place.parentheses(&TokenStream::new());
                    let parameter = format_ident!("__Group{}", columns.groups.len());
                    columns
                        .groups
                        .push((parameter.clone(), quote!(#group_columns #of_table)));
                    (quote!(#parameter), quote!(#make::#of_table #no_arguments))
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
    fn rust_type(&self) -> TokenStream {
        let owner = self.owner.iter().map(|owner| quote!(#owner));
        let groups = self.groups.iter().map(|(_, group)| group.clone());
        self.at_group(self.with_arguments(owner.chain(groups)))
    }

    /// The items of the traits: the type of the struct, and its value.
    ///
    /// If a field is flattened whose type is no group, rustc says so of each of them. They stand
    /// where that type does, so it is said once.
    pub(crate) fn items(&self) -> TokenStream {
        let rust_type = self.rust_type();
        let owner = self.owner.as_ref().map(|owner| quote!(<#owner>));
        let value = self.value();
        let type_item = self.at_group(quote!(type Columns #owner = #rust_type;));
        let function = self.at_group(quote!(fn columns #owner () -> #rust_type { #value }));
        quote! {
            #type_item

            #[inline]
            #function
        }
    }

    /// Tokens that begin and end where the type of the first group does.
    fn at_group(&self, tokens: TokenStream) -> TokenStream {
        match self.groups.first() {
            Some((_, group)) => Place::of(group).outermost(tokens),
            None => tokens,
        }
    }

    /// The struct with its generic arguments.
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
                #[inline]
                fn clone(&self) -> Self {
                    *self
                }
            }

            impl #generics __pg::core::marker::Copy for #this #is_copy {}
        }
    }

    /// The value of the struct.
    fn value(&self) -> TokenStream {
        let ident = &self.ident;
        let fields = self
            .fields
            .iter()
            .zip(&self.values)
            .map(|((name, _), value)| quote!(#name: #value));
        quote!(#ident { #(#fields),* })
    }
}
