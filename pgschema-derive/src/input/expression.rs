use std::fmt;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::{ExprClosure, Ident, LitStr};

/// An expression in one of its two spellings.
pub(crate) enum Expression {
    /// A string of SQL.
    Sql(LitStr),
    /// A closure over the columns.
    Closure(Box<ExprClosure>),
}

/// A column as attributes name it: a field, or a path through flattened groups.
#[derive(Clone)]
pub(crate) struct ColumnPath {
    /// The first segment, which is a field of this struct.
    pub(crate) first: Ident,
    /// The segments after it.
    pub(crate) rest: Vec<Ident>,
}

impl ColumnPath {
    /// The place of the whole path.
    pub(crate) fn span(&self) -> Span {
        let last = self.rest.last().unwrap_or(&self.first);
        self.first
            .span()
            .join(last.span())
            .unwrap_or_else(|| self.first.span())
    }

    /// The field of this struct, without `r#`.
    pub(crate) fn first_name(&self) -> String {
        self.first.unraw().to_string()
    }

    /// The path behind that field, as definitions have it.
    pub(crate) fn behind_first(&self) -> String {
        let names: Vec<String> = self
            .rest
            .iter()
            .map(|segment| segment.unraw().to_string())
            .collect();
        names.join(".")
    }

    /// The path as Rust, for a field access. The first segment is spelt as the struct spells it,
    /// since an attribute may leave the `r#` out.
    pub(crate) fn access<'a>(&self, fields: impl IntoIterator<Item = &'a Ident>) -> TokenStream {
        let field = fields
            .into_iter()
            .find(|field| field.unraw() == self.first.unraw());
        let mut first = field.unwrap_or(&self.first).clone();
        first.set_span(self.first.span());
        let rest = &self.rest;
        quote!(#first #(.#rest)*)
    }
}

/// The path as definitions have it, without `r#`.
impl fmt::Display for ColumnPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first.unraw())?;
        self.rest
            .iter()
            .try_for_each(|segment| write!(f, ".{}", segment.unraw()))
    }
}

impl ToTokens for ColumnPath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let (first, rest) = (&self.first, &self.rest);
        tokens.extend(quote!(#first #(.#rest)*));
    }
}

/// One of a few words, such as `cascade`.
#[derive(Clone)]
pub(crate) struct Word {
    /// How attributes spell it.
    pub(crate) text: &'static str,
    /// The variant of the library's enum that it stands for.
    pub(crate) variant: &'static str,
    /// Where it stands.
    pub(crate) span: Span,
}

impl ToTokens for Word {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        Ident::new(self.text, self.span).to_tokens(tokens);
    }
}

impl Word {
    /// The variant as an identifier.
    pub(crate) fn variant(&self) -> Ident {
        Ident::new(self.variant, Span::call_site())
    }
}
