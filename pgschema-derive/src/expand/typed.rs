use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Ident;

use super::column::value_type;
use crate::input::{FieldKind, Fields, Header};

/// The struct of the typed columns, which closures receive and foreign keys look into.
pub(crate) struct TypedColumns {
    ident: Ident,
    /// The name and the type of each field.
    fields: Vec<(Ident, TokenStream)>,
    /// What makes each field.
    values: Vec<TokenStream>,
}

impl TypedColumns {
    /// The columns of a struct as columns of the table `owner`.
    pub(crate) fn new(header: &Header, fields: &Fields, owner: &TokenStream) -> Self {
        let mut columns = Self {
            ident: format_ident!("ColumnsOf{}", header.ident),
            fields: Vec::new(),
            values: Vec::new(),
        };
        for field in &fields.all {
            let (rust_type, value) = match &field.kind {
                FieldKind::Column(column) => {
                    let (value_type, name) = (value_type(field, column), &column.sql_name);
                    (
                        quote!(__pg::Column<#owner, #value_type>),
                        quote!(__pg::Column::new(#name)),
                    )
                }
                FieldKind::Group => {
                    let group = &field.rust_type.tokens;
                    (
                        quote!(<#group as __pg::ColumnGroup>::Columns<#owner>),
                        quote!(<#group as __pg::ColumnGroup>::columns::<#owner>()),
                    )
                }
                FieldKind::Skipped => continue,
            };
            columns.fields.push((field.ident.clone(), rust_type));
            columns.values.push(value);
        }
        columns
    }

    /// The name of the struct.
    pub(crate) fn ident(&self) -> &Ident {
        &self.ident
    }

    /// Whether no field is a column.
    pub(crate) fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The struct. `parameter` is that of a group, whose columns belong to any table.
    pub(crate) fn definition(&self, parameter: Option<&Ident>) -> TokenStream {
        let ident = &self.ident;
        let parameter = parameter.map(|parameter| quote!(<#parameter>));
        let fields = self
            .fields
            .iter()
            .map(|(name, rust_type)| quote!(pub #name: #rust_type));
        quote! {
            #[doc(hidden)]
            #[allow(dead_code, private_interfaces)]
            pub struct #ident #parameter { #(#fields),* }

            impl #parameter __pg::core::clone::Clone for #ident #parameter {
                fn clone(&self) -> Self {
                    *self
                }
            }

            impl #parameter __pg::core::marker::Copy for #ident #parameter {}
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
