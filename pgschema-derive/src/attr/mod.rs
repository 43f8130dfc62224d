//! The parser of `#[pg(…)]`: lists of keys, with recovery. A key that is wrong is reported, and
//! parsing goes on behind the next comma.

mod column;
mod constraint;
mod domain;
mod enumeration;
mod index;
mod partition;
mod security;
mod table;
mod value;

pub(crate) use column::field;
pub(crate) use domain::domain;
pub(crate) use enumeration::{enumeration, variant};
pub(crate) use table::{group, table};

use proc_macro2::{Span, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseBuffer, ParseStream};
use syn::{Attribute, Error, Ident, LitStr, Meta, Result, Token};

use crate::context::Context;
use crate::input::{ColumnPath, Expression, Word};
use crate::keys::{self, Key, Place};

/// A key of a list, with the input standing behind its name.
pub(crate) struct Entry {
    /// The key.
    pub(crate) key: &'static Key,
    /// Where its name stands.
    pub(crate) span: Span,
}

/// An item of a list.
pub(crate) enum Item {
    /// A key.
    Key(Entry),
    /// Something that is no key, at which the input stands: the expression of a check, the target
    /// of a reference.
    Value,
}

/// The keys that stand in a list, or in the lists of several attributes.
#[derive(Default)]
pub(crate) struct Given(Vec<&'static str>);

/// A list of keys that is being read.
pub(crate) struct List {
    /// What the list belongs to.
    place: Place,
    /// Whether a value, not a key, stands at the beginning of an item.
    is_value: fn(ParseStream) -> bool,
}

/// What is done with an item.
type Handler<'h> = dyn FnMut(Item, ParseStream) -> Result<()> + 'h;

impl List {
    /// Reads items up to the end of the input. What is wrong with one of them doesn't keep the
    /// others from being read; the error is all of it.
    fn read(&self, input: ParseStream, given: &mut Given, handle: &mut Handler<'_>) -> Result<()> {
        let mut errors = Errors::default();
        while !input.is_empty() {
            let read = self
                .item(input, given, handle)
                .and_then(|()| end_of_item(input));
            if let Err(error) = read {
                errors.push(error);
                skip_item(input)?;
            }
            input.parse::<Option<Token![,]>>()?;
        }
        errors.into_result(())
    }

    /// Reads one item.
    fn item(&self, input: ParseStream, given: &mut Given, handle: &mut Handler<'_>) -> Result<()> {
        if (self.is_value)(input) {
            if given.0.contains(&"") {
                return Err(input.error("there is one already"));
            }
            return handle(Item::Value, input).map(|()| given.0.push(""));
        }
        if !input.peek(Ident::peek_any) {
            let place = self.place.describe();
            return Err(input.error(format!("expected a key of {place}")));
        }
        let ident = input.call(Ident::parse_any)?;
        let name = ident.unraw().to_string();
        let Some(key) = keys::find(self.place, &name) else {
            return Err(Error::new(ident.span(), keys::unknown(self.place, &name)));
        };
        if !key.repeatable && given.0.contains(&key.name) {
            return Err(Error::new(ident.span(), format!("`{name}` is given twice")));
        }
        given.0.push(key.name);
        handle(
            Item::Key(Entry {
                key,
                span: ident.span(),
            }),
            input,
        )
    }
}

/// The tokens of `#[pg(…)]` one attribute after the other, as one list.
pub(crate) fn read_attributes(
    context: &Context,
    attributes: &[Attribute],
    place: Place,
    handle: &mut dyn FnMut(Entry, ParseStream) -> Result<()>,
) {
    let mut given = Given::default();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("pg"))
    {
        match &attribute.meta {
            Meta::List(list) if !list.tokens.is_empty() => {
                let list = List {
                    place,
                    is_value: |_| false,
                };
                let result = attribute.parse_args_with(|input: ParseStream| {
                    list.read(input, &mut given, &mut |item, input| match item {
                        Item::Key(entry) => handle(entry, input),
                        Item::Value => Ok(()),
                    })
                });
                context.check(result);
            }
            Meta::List(_) => context.error_on(attribute, "there is nothing in this attribute"),
            Meta::Path(_) | Meta::NameValue(_) => {
                context.error_on(attribute, "expected a list of keys: `#[pg(…)]`");
            }
        }
    }
}

impl Entry {
    /// The error that what follows the key isn't what it takes.
    pub(crate) fn wrong(&self, input: ParseStream) -> Error {
        let message = format!("`{}` is written `{}`", self.key.name, self.key.form);
        if at_end_of_item(input) {
            Error::new(self.span, message)
        } else {
            input.error(message)
        }
    }

    /// The error with which an error of a part is replaced.
    fn or_wrong<T>(&self, input: ParseStream, result: Result<T>) -> Result<T> {
        result.map_err(|_| self.wrong(input))
    }

    /// Nothing.
    pub(crate) fn flag(&self, input: ParseStream) -> Result<Span> {
        if at_end_of_item(input) {
            Ok(self.span)
        } else {
            Err(input.error(format!("`{}` stands alone, without a value", self.key.name)))
        }
    }

    /// `=`.
    pub(crate) fn equals(&self, input: ParseStream) -> Result<()> {
        self.or_wrong(input, input.parse::<Token![=]>()).map(|_| ())
    }

    /// `= "…"`.
    pub(crate) fn string(&self, input: ParseStream) -> Result<LitStr> {
        self.equals(input)?;
        let result = input.parse();
        self.or_wrong(input, result)
    }

    /// `= 42`.
    pub(crate) fn integer<N: std::str::FromStr>(&self, input: ParseStream) -> Result<(N, Span)> {
        self.equals(input)?;
        value::integer(input, || self.wrong(input))
    }

    /// `= word`.
    pub(crate) fn word(&self, input: ParseStream, words: value::Words) -> Result<Word> {
        self.word_or_elsewhere(input, words, &[])
    }

    /// `= word`, with the words of others, each with the one that it means here.
    pub(crate) fn word_or_elsewhere(
        &self,
        input: ParseStream,
        words: value::Words,
        elsewhere: &[(&str, &str)],
    ) -> Result<Word> {
        self.equals(input)?;
        if !input.peek(Ident::peek_any) {
            return Err(self.wrong(input));
        }
        value::word(input, words, elsewhere, &format!("`{}`", self.key.name))
    }

    /// `= column`.
    pub(crate) fn column(&self, input: ParseStream) -> Result<ColumnPath> {
        self.equals(input)?;
        if !input.peek(Ident::peek_any) {
            return Err(self.wrong(input));
        }
        value::column(input)
    }

    /// `= expression`.
    pub(crate) fn expression(&self, input: ParseStream) -> Result<Expression> {
        self.equals(input)?;
        if !value::is_expression(input) {
            return Err(input.error(format!(
                "`{}` takes SQL as a string, or a closure over the columns: `{}`",
                self.key.name, self.key.form
            )));
        }
        value::expression(input)
    }

    /// What stands in parentheses.
    pub(crate) fn parentheses<'p>(&self, input: ParseStream<'p>) -> Result<ParseBuffer<'p>> {
        if !input.peek(syn::token::Paren) {
            return Err(self.wrong(input));
        }
        let content;
        syn::parenthesized!(content in input);
        Ok(content)
    }

    /// A list of keys in parentheses.
    pub(crate) fn list(
        &self,
        input: ParseStream,
        place: Place,
        handle: &mut dyn FnMut(Entry, ParseStream) -> Result<()>,
    ) -> Result<()> {
        self.list_with_value(input, place, |_| false, &mut |item, input| match item {
            Item::Key(part) => handle(part, input),
            Item::Value => Ok(()),
        })
    }

    /// A list of keys and a value in parentheses.
    pub(crate) fn list_with_value(
        &self,
        input: ParseStream,
        place: Place,
        is_value: fn(ParseStream) -> bool,
        handle: &mut Handler<'_>,
    ) -> Result<()> {
        let content = self.parentheses(input)?;
        List { place, is_value }.read(&content, &mut Given::default(), handle)
    }

    /// A list in parentheses of things that all are alike, and of which there is one at least.
    pub(crate) fn many<T>(
        &self,
        input: ParseStream,
        parse: impl Fn(ParseStream) -> Result<T>,
    ) -> Result<Vec<T>> {
        let content = self.parentheses(input)?;
        let list = value::many(&content, parse)?;
        if list.is_empty() {
            return Err(Error::new(
                self.span,
                format!("`{}()` is empty", self.key.name),
            ));
        }
        Ok(list)
    }

    /// `(column, column)`.
    pub(crate) fn columns(&self, input: ParseStream) -> Result<Vec<ColumnPath>> {
        self.many(input, value::column)
    }

    /// That a part that must be there is not.
    pub(crate) fn missing(&self, place: Place, name: &str) -> Error {
        let form = keys::find(place, name).map_or(name, |key| key.form);
        Error::new(
            self.span,
            format!("{} needs `{name}`: `{form}`", place.describe()),
        )
    }
}

/// Errors that are reported together.
#[derive(Default)]
struct Errors(Option<Error>);

impl Errors {
    /// One more.
    fn push(&mut self, error: Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// The value, if there is no error.
    fn into_result<T>(self, value: T) -> Result<T> {
        self.0.map_or(Ok(value), Err)
    }
}

/// Whether the item ends where the input stands.
fn at_end_of_item(input: ParseStream) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// That an item ends here.
fn end_of_item(input: ParseStream) -> Result<()> {
    if at_end_of_item(input) {
        Ok(())
    } else {
        Err(input.error("expected a comma before this"))
    }
}

/// Goes to the next comma, or to the end.
fn skip_item(input: ParseStream) -> Result<()> {
    while !at_end_of_item(input) {
        input.parse::<TokenTree>()?;
    }
    Ok(())
}
