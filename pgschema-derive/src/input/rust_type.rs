use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{GenericArgument, Generics, Ident, PathArguments, Type};

/// The type of a field, as constant data can name it.
pub(crate) struct RustType {
    /// The type as it was written.
    pub(crate) written: Type,
    /// With `'static` for the lifetimes of the struct, and the struct's name for `Self`.
    pub(crate) tokens: TokenStream,
}

impl RustType {
    /// The type of a field of this struct.
    pub(crate) fn new(written: Type, ident: &Ident, generics: &Generics) -> Self {
        let lifetimes: Vec<&Ident> = generics
            .lifetimes()
            .map(|parameter| &parameter.lifetime.ident)
            .collect();
        let statics = lifetimes.iter().map(|_| quote!('static));
        let this = if lifetimes.is_empty() {
            quote!(#ident)
        } else {
            quote!(#ident<#(#statics),*>)
        };
        let tokens = replace(written.to_token_stream(), &lifetimes, &this);
        Self { written, tokens }
    }

    /// Whether the type is spelt as an `Option`. An alias of one is not seen; what must hold for
    /// those as well is left to constant assertions.
    pub(crate) fn is_option(&self) -> bool {
        self.option_argument().is_some()
    }

    /// Whether some part of the type is spelt as an array of something else than bytes.
    pub(crate) fn looks_like_an_array(&self) -> bool {
        looks_like_an_array(self.written.to_token_stream())
    }

    /// The last word of the path of the type, below an `Option`: `DateTime` of
    /// `Option<chrono::DateTime<Utc>>`. An alias has a word of its own, so nothing may depend on it.
    pub(crate) fn word(&self) -> Option<String> {
        match self.option_argument().unwrap_or(&self.written) {
            Type::Path(path) => Some(path.path.segments.last()?.ident.to_string()),
            _ => None,
        }
    }

    /// What is in the `Option`.
    fn option_argument(&self) -> Option<&Type> {
        let Type::Path(path) = &self.written else {
            return None;
        };
        let last = path
            .path
            .segments
            .last()
            .filter(|last| last.ident == "Option")?;
        match &last.arguments {
            PathArguments::AngleBracketed(arguments) => {
                arguments.args.iter().find_map(|argument| match argument {
                    GenericArgument::Type(inner) => Some(inner),
                    _ => None,
                })
            }
            _ => None,
        }
    }
}

/// Whether there is a `Vec` or a bracket with more in it than bytes.
fn looks_like_an_array(tokens: TokenStream) -> bool {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let of_others =
            |inner: Option<&TokenTree>| inner.is_some_and(|token| token.to_string() != "u8");
        match token {
            TokenTree::Ident(ident) if ident == "Vec" => {
                let open = tokens.next();
                if open.is_some() && of_others(tokens.peek()) {
                    return true;
                }
            }
            TokenTree::Group(group) => {
                let inner: Vec<TokenTree> = group.stream().into_iter().collect();
                if group.delimiter() == Delimiter::Bracket && of_others(inner.first()) {
                    return true;
                }
                if looks_like_an_array(group.stream()) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// Puts `'static` in the place of lifetimes and `this` in the place of `Self`.
fn replace(tokens: TokenStream, lifetimes: &[&Ident], this: &TokenStream) -> TokenStream {
    let mut after_quote = false;
    let mut replaced = TokenStream::new();
    for token in tokens {
        let is_quote = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'');
        match token {
            TokenTree::Ident(ident) if after_quote && lifetimes.contains(&&ident) => {
                replaced.extend([TokenTree::Ident(Ident::new("static", ident.span()))]);
            }
            TokenTree::Ident(ident) if !after_quote && ident == "Self" => {
                replaced.extend(at(this.clone(), ident.span()));
            }
            TokenTree::Group(group) => {
                let mut inner =
                    Group::new(group.delimiter(), replace(group.stream(), lifetimes, this));
                inner.set_span(group.span());
                replaced.extend([TokenTree::Group(inner)]);
            }
            other => replaced.extend([other]),
        }
        after_quote = is_quote;
    }
    replaced
}

/// The tokens at another place.
fn at(tokens: TokenStream, span: Span) -> TokenStream {
    tokens
        .into_iter()
        .map(|mut token| {
            token.set_span(span);
            token
        })
        .collect()
}
