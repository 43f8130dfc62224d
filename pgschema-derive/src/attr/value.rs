//! The values of keys.

use proc_macro2::{Span, TokenTree};
use quote::{ToTokens, quote};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::spanned::Spanned;
use syn::{Error, Ident, Lit, LitInt, LitStr, Path, Result, Token};

use super::{Errors, end_of_item, skip_item};
use crate::input::{ColumnPath, Expression, StorageParameter, Target, Word};

/// Words, and the variants of the library's enum that they stand for.
pub(crate) type Words = &'static [(&'static str, &'static str)];

/// One of a few words.
pub(crate) fn word(
    input: ParseStream,
    words: Words,
    elsewhere: &[(&str, &str)],
    of: &str,
) -> Result<Word> {
    let ident = input.call(Ident::parse_any)?;
    let name = ident.to_string();
    match words.iter().find(|(text, _)| *text == name) {
        Some((text, variant)) => Ok(Word {
            text,
            variant,
            span: ident.span(),
        }),
        None => Err(Error::new(
            ident.span(),
            unknown_word(&name, words, elsewhere, of),
        )),
    }
}

/// What to say about a word that is none of them.
fn unknown_word(name: &str, words: Words, elsewhere: &[(&str, &str)], of: &str) -> String {
    let names = words.iter().map(|(text, _)| *text);
    let lower = name.to_ascii_lowercase();
    let meant = elsewhere.iter().find(|(text, _)| *text == lower);
    let nearest = match meant {
        Some((_, meant)) => Some(*meant),
        None => pgschema_syntax::names::nearest(name, names.clone()),
    };
    let hint = match nearest {
        Some(nearest) => format!("; did you mean `{nearest}`?"),
        None => String::new(),
    };
    let list: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    format!(
        "unknown word `{name}`{hint}\n{of} takes {}",
        list.join(", ")
    )
}

/// An integer, which may be negative.
pub(crate) fn integer<N: std::str::FromStr>(
    input: ParseStream,
    wrong: impl Fn() -> Error,
) -> Result<(N, Span)> {
    let start = input.span();
    let minus: Option<Token![-]> = input.parse()?;
    if !input.peek(LitInt) {
        return Err(wrong());
    }
    let literal: LitInt = input.parse()?;
    if !literal.suffix().is_empty() {
        return Err(Error::new(
            literal.span(),
            "a number without a suffix is expected here",
        ));
    }
    let span = start.join(literal.span()).unwrap_or_else(|| literal.span());
    let sign = if minus.is_some() { "-" } else { "" };
    let digits = format!("{sign}{}", literal.base10_digits());
    let number = digits
        .parse()
        .map_err(|_| Error::new(span, format!("`{digits}` is out of range here")))?;
    Ok((number, span))
}

/// A column: a field, or a path through groups.
pub(crate) fn column(input: ParseStream) -> Result<ColumnPath> {
    if !input.peek(Ident::peek_any) {
        return Err(input.error("expected a column, by the name of its field"));
    }
    let first = input.call(Ident::parse_any)?;
    let mut rest = Vec::new();
    while input.peek(Token![.]) {
        input.parse::<Token![.]>()?;
        rest.push(input.call(Ident::parse_any)?);
    }
    Ok(ColumnPath { first, rest })
}

/// Whether an expression begins here: a string or a closure.
pub(crate) fn is_expression(input: ParseStream) -> bool {
    input.peek(LitStr) || is_closure(input)
}

/// Whether a closure begins here.
fn is_closure(input: ParseStream) -> bool {
    input.peek(Token![|]) || input.peek(Token![||]) || input.peek(Token![move])
}

/// A string of SQL, or a closure over the columns.
pub(crate) fn expression(input: ParseStream) -> Result<Expression> {
    if input.peek(LitStr) {
        return Ok(Expression::Sql(input.parse()?));
    }
    let closure: syn::ExprClosure = input.parse()?;
    if closure.inputs.len() != 1 {
        let (begin, inputs, end) = (&closure.inputs_begin, &closure.inputs, &closure.inputs_end);
        return Err(Error::new_spanned(
            quote!(#begin #inputs #end),
            "the closure takes one argument, the columns of the struct: `|d| …`",
        ));
    }
    Ok(Expression::Closure(Box::new(closure)))
}

/// Whether a column of another table begins here. A type without a column does too: what is said
/// of it is then about columns, not about keys.
pub(crate) fn is_target(input: ParseStream) -> bool {
    if input.peek(Token![::]) || input.peek2(Token![::]) {
        return true;
    }
    let ident = input.fork().call(Ident::parse_any);
    ident.is_ok_and(|ident| ident.to_string().starts_with(char::is_uppercase))
}

/// A column of another table: `User::id`.
pub(crate) fn target(input: ParseStream) -> Result<Target> {
    const FORM: &str = "a referenced column is written with its table: `User::id`";
    let start = input.span();
    let path: Path = input.parse().map_err(|_| Error::new(start, FORM))?;
    let mut segments: Vec<_> = path.segments.iter().collect();
    let field = match segments.pop() {
        Some(last) if last.arguments.is_none() && !segments.is_empty() => last.ident.clone(),
        _ => return Err(Error::new(path.span(), FORM)),
    };
    let leading = path.leading_colon;
    Ok(Target {
        table: quote!(#leading #(#segments)::*),
        field,
    })
}

/// `name = value` as storage parameters are written.
pub(crate) fn parameter(input: ParseStream) -> Result<StorageParameter> {
    const FORM: &str = "a storage parameter is written `fillfactor = 70`";
    if !input.peek(Ident::peek_any) {
        return Err(input.error(FORM));
    }
    let name = column(input)?.to_string();
    if !input.peek(Token![=]) {
        return Err(input.error(FORM));
    }
    input.parse::<Token![=]>()?;
    let minus: Option<Token![-]> = input.parse()?;
    let sign = if minus.is_some() { "-" } else { "" };
    let span = input.span();
    let value = match input.parse::<TokenTree>()? {
        TokenTree::Ident(ident) => ident.to_string(),
        TokenTree::Literal(literal) => match Lit::new(literal) {
            Lit::Int(number) => number.base10_digits().to_owned(),
            Lit::Float(number) => number.base10_digits().to_owned(),
            Lit::Str(text) => text.value(),
            other => return Err(Error::new_spanned(other.to_token_stream(), FORM)),
        },
        other => return Err(Error::new_spanned(other.to_token_stream(), FORM)),
    };
    Ok(StorageParameter {
        name,
        value: format!("{sign}{value}"),
        span,
    })
}

/// Things that are alike, separated by commas.
pub(crate) fn many<T>(
    input: ParseStream,
    parse: impl Fn(ParseStream) -> Result<T>,
) -> Result<Vec<T>> {
    let mut list = Vec::new();
    let mut errors = Errors::default();
    while !input.is_empty() {
        match parse(input).and_then(|one| end_of_item(input).map(|()| one)) {
            Ok(one) => list.push(one),
            Err(error) => {
                errors.push(error);
                skip_item(input)?;
            }
        }
        input.parse::<Option<Token![,]>>()?;
    }
    errors.into_result(list)
}
