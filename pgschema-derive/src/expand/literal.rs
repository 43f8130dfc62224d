use proc_macro2::{Span, TokenStream};
use quote::quote;
use syn::{Expr, Ident};

/// A struct literal of a definition. Only what differs from the empty definition is written, which
/// keeps expansions short.
pub(crate) struct Literal {
    /// The struct, by its name in the library.
    path: &'static str,
    /// The fields so far.
    fields: TokenStream,
}

impl Literal {
    /// A literal without fields.
    pub(crate) fn new(path: &'static str) -> Self {
        Self {
            path,
            fields: TokenStream::new(),
        }
    }

    /// A field.
    pub(crate) fn set(&mut self, name: &str, value: impl quote::ToTokens) {
        let name = Ident::new(name, Span::call_site());
        self.fields.extend(quote!(#name: #value,));
    }

    /// A field that is an `Option`, if there is something.
    pub(crate) fn set_some(&mut self, name: &str, value: Option<impl quote::ToTokens>) {
        if let Some(value) = value {
            self.set(name, some(value));
        }
    }

    /// A field that is a slice, if there is something in it.
    pub(crate) fn set_list<T: quote::ToTokens>(
        &mut self,
        name: &str,
        values: impl IntoIterator<Item = T>,
    ) {
        let values = list(values);
        if !values.is_empty() {
            self.set(name, quote!(&[#values]));
        }
    }

    /// A field that is a `bool`, if it is true.
    pub(crate) fn set_flag(&mut self, name: &str, value: bool) {
        if value {
            self.set(name, true);
        }
    }

    /// The literal of a definition that has all of its fields.
    pub(crate) fn whole(self) -> TokenStream {
        let path = Ident::new(self.path, Span::call_site());
        let fields = self.fields;
        quote!(__pg::#path { #fields })
    }

    /// The literal of a definition whose other fields are empty.
    pub(crate) fn rest_empty(self) -> TokenStream {
        let path = Ident::new(self.path, Span::call_site());
        let fields = self.fields;
        quote!(__pg::#path { #fields ..__pg::#path::EMPTY })
    }
}

/// Values with commas.
pub(crate) fn list<T: quote::ToTokens>(values: impl IntoIterator<Item = T>) -> TokenStream {
    let values = values.into_iter();
    quote!(#(#values),*)
}

/// `Some(…)`, whatever the user calls by that name.
pub(super) fn some(value: impl quote::ToTokens) -> TokenStream {
    quote!(__pg::core::option::Option::Some(#value))
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(__pg::core::option::Option::None), some)
}

/// The lines of a doc comment.
pub(crate) fn comment(literal: &mut Literal, docs: &[Expr]) {
    literal.set_list("comment", docs);
}
