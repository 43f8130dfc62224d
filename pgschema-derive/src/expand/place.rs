use proc_macro2::{Ident, Punct, Spacing, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

/// Where some tokens of the user begin and end.
///
/// Stable Rust can't join two spans. But rustc underlines a path from its first token to its last,
/// so a generated path whose ends have these spans is reported where the user's tokens are.
#[derive(Clone, Copy)]
pub(super) struct Place {
    start: Span,
    end: Span,
}

impl Place {
    pub(super) fn of(tokens: impl ToTokens) -> Self {
        let mut tokens = tokens.into_token_stream().into_iter();
        let start = tokens
            .next()
            .map_or_else(Span::call_site, |token| token.span());
        let end = tokens.last().map_or(start, |token| token.span());
        Self { start, end }
    }

    /// A function of the library, of whose call rustc says that the arguments are wrong.
    pub(super) fn function(self, name: &str) -> TokenStream {
        let library = quote_spanned!(self.start=> __pg);
        let name = Ident::new(name, self.end);
        quote!(#library::#name)
    }

    /// A name.
    pub(super) fn ident(self, name: &str) -> Ident {
        Ident::new(name, self.end.resolved_at(Span::call_site()))
    }

    /// A reference to something.
    pub(super) fn reference(self, expression: &TokenStream) -> TokenStream {
        let start = self.start.resolved_at(Span::call_site());
        let mut ampersand = Punct::new('&', Spacing::Alone);
        ampersand.set_span(start);
        let expression = expression.clone().into_iter().map(|mut token| {
            token.set_span(self.end.resolved_at(token.span()));
            token
        });
        quote!(#ampersand #(#expression)*)
    }

    /// `<Type as Trait>::Item`. Lints see that the trait is named by an expansion.
    pub(super) fn item(self, rust_type: impl ToTokens, of: &str, item: &str) -> TokenStream {
        let call_site = Span::call_site();
        let mut open = Punct::new('<', Spacing::Alone);
        open.set_span(self.start.resolved_at(call_site));
        let of = Ident::new(of, call_site);
        let item = Ident::new(item, self.end.resolved_at(call_site));
        quote!(#open #rust_type as __pg::#of>::#item)
    }
}
