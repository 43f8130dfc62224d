use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};

/// The line where a token of the user stands.
pub(crate) fn line(span: Span) -> u32 {
    u32::try_from(span.start().line).unwrap_or_default()
}

/// Where some tokens of the user begin and end.
///
/// Stable Rust can't join two spans. But rustc underlines an expression from its first token to its
/// last, so generated code whose ends have these spans is reported where the user's tokens are.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// Where the first token stands.
    start: Span,
    /// Where the last token stands.
    end: Span,
}

impl Place {
    /// The place of some tokens.
    pub(super) fn of(tokens: impl ToTokens) -> Self {
        let mut tokens = tokens.into_token_stream().into_iter();
        let start = tokens
            .next()
            .map_or_else(Span::call_site, |token| token.span());
        let end = tokens.last().map_or(start, |token| token.span());
        Self { start, end }
    }

    /// A function of the library. The generic arguments may be nothing.
    pub(super) fn call(
        self,
        function: &str,
        generics: &TokenStream,
        arguments: &TokenStream,
    ) -> TokenStream {
        let library = quote_spanned!(self.start=> __pg);
        let function = Ident::new(function, self.start);
        let arguments = self.parentheses(arguments);
        quote!(#library::#function #generics #arguments)
    }

    /// A function of the expansion.
    pub(super) fn call_own(self, function: &str, arguments: &TokenStream) -> TokenStream {
        let function = Ident::new(function, self.start);
        let arguments = self.parentheses(arguments);
        quote!(#function #arguments)
    }

    /// `.method(&place)`, of which rustc says that the argument is wrong.
    pub(super) fn compare(self, method: &str, place: &TokenStream) -> TokenStream {
        let method = Ident::new(method, self.end);
        let place = place.clone().into_iter().map(|mut token| {
            token.set_span(self.end);
            token
        });
        let reference = quote_spanned!(self.start=> &);
        let arguments = self.parentheses(&quote!(#reference #(#place)*));
        quote!(.#method #arguments)
    }

    /// `<Type as Trait>::Item`. The name of the trait is the expansion's own, or lints would tell
    /// the user that it needn't be qualified.
    pub(super) fn item(self, rust_type: impl ToTokens, of: &str, item: &str) -> TokenStream {
        let of = Ident::new(of, self.start.resolved_at(Span::call_site()));
        let item = Ident::new(item, self.end);
        let open = quote_spanned!(self.start=> <);
        let as_trait = quote_spanned!(self.start=> as __pg::#of>);
        quote_spanned!(self.end=> #open #rust_type #as_trait::#item)
    }

    /// Generic arguments: `<Type>`.
    pub(super) fn generics(self, arguments: &TokenStream) -> TokenStream {
        quote_spanned!(self.end=> <#arguments>)
    }

    /// A type that rustc infers, and of which it says here what is wrong with it.
    pub(super) fn inferred(self) -> TokenStream {
        quote_spanned!(self.start=> _)
    }

    /// The tokens, of which the first and the last are put here.
    pub(super) fn outermost(self, tokens: TokenStream) -> TokenStream {
        let mut tokens: Vec<TokenTree> = tokens.into_iter().collect();
        if let Some(first) = tokens.first_mut() {
            first.set_span(self.start);
        }
        if let Some(last) = tokens.last_mut() {
            last.set_span(self.end);
        }
        tokens.into_iter().collect()
    }

    /// The parentheses of a call.
    pub(super) fn parentheses(self, arguments: &TokenStream) -> TokenStream {
        let mut group = Group::new(Delimiter::Parenthesis, arguments.clone());
        group.set_span(self.end);
        group.into_token_stream()
    }
}
