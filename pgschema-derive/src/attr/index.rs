use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Error, Ident, LitStr, Result};

use super::Entry;
use super::value::{self, Words};
use crate::input::{Element, ElementKey, Index, Word};
use crate::keys::Place;

/// The access methods of indexes.
pub(super) const METHODS: Words = &[
    ("btree", "Btree"),
    ("hash", "Hash"),
    ("gin", "Gin"),
    ("gist", "Gist"),
    ("spgist", "Spgist"),
    ("brin", "Brin"),
    ("hnsw", "Hnsw"),
    ("ivfflat", "Ivfflat"),
];

/// `index(columns(…), …)`.
pub(super) fn index(entry: &Entry, input: ParseStream) -> Result<Index> {
    let mut index = Index {
        span: entry.span,
        elements: Vec::new(),
        method: None,
        unique: None,
        nulls_not_distinct: None,
        include: Vec::new(),
        predicate: None,
        storage: Vec::new(),
        across_tenants: false,
        name: None,
    };
    entry.list(input, Place::Index, &mut |part, input| {
        match part.key.name {
            "columns" => index.elements = part.many(input, element)?,
            "using" => index.method = Some(part.word(input, METHODS)?),
            "unique" => index.unique = Some(part.flag(input)?),
            "nulls_not_distinct" => index.nulls_not_distinct = Some(part.flag(input)?),
            "include" => index.include = part.columns(input)?,
            "where" => index.predicate = Some(part.expression(input)?),
            "with" => index.storage = part.many(input, value::parameter)?,
            "across_tenants" => {
                part.flag(input)?;
                index.across_tenants = true;
            }
            _ => index.name = Some(part.string(input)?),
        }
        Ok(())
    })?;
    if index.elements.is_empty() {
        return Err(entry.missing(Place::Index, "columns"));
    }
    Ok(index)
}

/// A column or an expression, and the words behind it. It ends before `with`, a comma or the end.
pub(super) fn element(input: ParseStream) -> Result<Element> {
    let key = if value::is_expression(input) {
        ElementKey::Expression(value::expression(input)?)
    } else if input.peek(Ident::peek_any) {
        ElementKey::Column(value::column(input)?)
    } else {
        return Err(
            input.error("expected a column, SQL as a string, or a closure over the columns")
        );
    };
    let mut element = Element {
        key,
        collation: None,
        operator_class: None,
        order: None,
        nulls: None,
    };
    while input.peek(Ident::peek_any) {
        let word = input.fork().call(Ident::parse_any)?;
        if word == "with" {
            break;
        }
        input.call(Ident::parse_any)?;
        option(&mut element, &word, input)?;
    }
    Ok(element)
}

/// What stands behind a column.
fn option(element: &mut Element, word: &Ident, input: ParseStream) -> Result<()> {
    let name = word.to_string();
    let twice = match name.as_str() {
        "asc" => set(&mut element.order, known("asc", "Asc", word)),
        "desc" => set(&mut element.order, known("desc", "Desc", word)),
        "nulls_first" => set(&mut element.nulls, known("nulls_first", "First", word)),
        "nulls_last" => set(&mut element.nulls, known("nulls_last", "Last", word)),
        "collate" => set(&mut element.collation, string(word, input)?),
        "opclass" => set(&mut element.operator_class, string(word, input)?),
        _ => {
            return Err(Error::new(
                word.span(),
                format!(
                    "unknown word `{name}`\nbehind a column of an index stand `asc`, `desc`, `nulls_first`, \
                     `nulls_last`, `collate \"…\"`, `opclass \"…\"`"
                ),
            ));
        }
    };
    if twice {
        return Err(Error::new(
            word.span(),
            format!("`{name}` says again what has been said"),
        ));
    }
    Ok(())
}

/// Puts a value in its place, and says whether there was one.
fn set<T>(place: &mut Option<T>, value: T) -> bool {
    place.replace(value).is_some()
}

/// One of the words behind a column.
fn known(text: &'static str, variant: &'static str, word: &Ident) -> Word {
    Word {
        text,
        variant,
        span: word.span(),
    }
}

/// The name behind `collate` and `opclass`.
fn string(word: &Ident, input: ParseStream) -> Result<LitStr> {
    input
        .parse()
        .map_err(|error| Error::new(error.span(), format!("`{word}` takes a name in quotes")))
}
