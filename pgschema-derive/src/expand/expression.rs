use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::LitStr;

use crate::input::{Check, ColumnPath, DefaultValue, Deferral, Expression, StorageParameter, Word};

use super::Literal;
use super::place::Place;

/// What expressions stand for, and with it the function of the library that they go through.
#[derive(Clone, Copy)]
pub(super) enum Purpose<'a> {
    /// A condition.
    Predicate,
    /// The element of an index.
    Element,
    /// The value of a column of this Rust type.
    Value(&'a TokenStream),
}

/// How a closure gets the columns of its struct.
pub(super) struct Closures {
    /// An expression that has the columns as its value.
    pub(super) columns: TokenStream,
}

impl Closures {
    /// An expression as constant data: text, or a function that captures nothing.
    pub(super) fn expression(&self, expression: &Expression, purpose: Purpose<'_>) -> TokenStream {
        let closure = match expression {
            Expression::Sql(literal) => return sql(literal),
            Expression::Closure(closure) => closure,
        };
        let columns = &self.columns;
        let place = Place::of(&closure.body);
        let (function, generics) = match purpose {
            Purpose::Predicate => ("predicate", TokenStream::new()),
            Purpose::Element => ("expression", TokenStream::new()),
            Purpose::Value(rust_type) => {
                let inferred = place.inferred();
                ("value_of", quote!(::<#rust_type, _, #inferred>))
            }
        };
        let call = place.call(function, &generics, &quote!(#columns, #closure));
        quote!(__pg::ExprDef::Typed(|| #call))
    }

    /// `check = …`, `check(…)`.
    pub(super) fn check(&self, check: &Check) -> TokenStream {
        let mut literal = Literal::new("CheckDef");
        literal.set("name", super::literal::option(check.name.as_ref()));
        literal.set(
            "expression",
            self.expression(&check.expression, Purpose::Predicate),
        );
        literal.whole()
    }
}

/// A string of SQL.
fn sql(literal: &LitStr) -> TokenStream {
    quote!(__pg::ExprDef::Sql(#literal))
}

/// `default = …` of a column of this Rust type.
pub(super) fn default_value(default: &DefaultValue, rust_type: &TokenStream) -> TokenStream {
    match default {
        DefaultValue::Sql(literal) => sql(literal),
        DefaultValue::Call(function) => {
            let name = function.to_string();
            quote!(__pg::ExprDef::Typed(|| __pg::default_call(#name)))
        }
        DefaultValue::Value(value) => {
            let place = Place::of(value);
            let inferred = place.inferred();
            let generics = quote!(::<#rust_type, #inferred>);
            let call = place.call("default_value", &generics, &quote!(#value));
            quote!(__pg::ExprDef::Typed(|| #call))
        }
    }
}

/// The paths of columns, as text.
pub(super) fn paths(paths: &[ColumnPath]) -> impl Iterator<Item = String> {
    paths.iter().map(ToString::to_string)
}

/// A variant of an enum of the library.
pub(super) fn word(of: &str, word: &Word) -> TokenStream {
    let of = syn::Ident::new(of, proc_macro2::Span::call_site());
    let variant = word.variant();
    quote!(__pg::#of::#variant)
}

/// `deferrable`, `initially_deferred`.
pub(super) fn deferrability(deferral: Deferral) -> Option<TokenStream> {
    if deferral.initially_deferred {
        Some(quote!(__pg::Deferrability::InitiallyDeferred))
    } else if deferral.deferrable {
        Some(quote!(__pg::Deferrability::InitiallyImmediate))
    } else {
        None
    }
}

/// Pairs of names and values, as storage parameters are.
pub(super) fn pairs(parameters: &[StorageParameter]) -> impl Iterator<Item = impl ToTokens> {
    parameters.iter().map(|parameter| {
        let (name, value) = (&parameter.name, &parameter.value);
        quote!((#name, #value))
    })
}
