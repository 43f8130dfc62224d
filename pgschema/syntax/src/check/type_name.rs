use super::{Nesting, refuse_nul};
use crate::error::{SyntaxError, excerpt};
use crate::keyword::{self, Category};
use crate::token::{Token, TokenKind, tokens};
use crate::type_words::continuations;

/// Whether a text is the name of a type.
///
/// It is a name, with a schema or without, then modifiers in parentheses, then the brackets of an
/// array. Several words follow each other only where SQL's own types have them.
///
/// ```
/// use pgschema_syntax::check;
///
/// for name in ["numeric(12, 2)", "app.status[]", "\"char\"", "timestamp(3) with time zone"] {
///     assert!(check::type_name(name).is_ok());
/// }
/// assert!(check::type_name("text DEFAULT 1").is_err());
/// assert!(check::type_name("text, secret text").is_err());
/// assert!(check::type_name("time[] time").is_err());
/// ```
///
/// # Errors
///
/// If the text is something else.
pub fn type_name(text: &str) -> Result<(), SyntaxError> {
    refuse_nul(text)?;
    let mut nesting = Nesting::default();
    let mut words: &[&str] = &[];
    let mut previous: Option<Token<'_>> = None;
    let mut is_array = false;
    for token in tokens(text) {
        let token = token?;
        let fits = match nesting.open.last().map(|open| open.kind) {
            None if is_array => token.kind == TokenKind::OpenBracket,
            None => fits_outside(token, previous, words),
            Some(TokenKind::OpenBracket) => {
                matches!(token.kind, TokenKind::Number | TokenKind::CloseBracket)
            }
            Some(_) => fits_modifiers(token),
        };
        // A wrong parenthesis gets the message about parentheses.
        nesting.step(token)?;
        if !fits {
            return Err(wrong(token));
        }
        let starts_name = previous.is_none_or(|token| token.kind == TokenKind::Dot);
        is_array |= token.kind == TokenKind::OpenBracket
            || (nesting.open.is_empty() && !starts_name && token.is_word("array"));
        if previous.is_none() {
            words = continuations_of(token);
        } else if token.kind == TokenKind::Dot {
            words = &[];
        }
        previous = Some(token);
    }
    nesting.finish()?;
    match previous {
        None => Err(SyntaxError::Empty),
        Some(last) if last.kind == TokenKind::Dot => Err(wrong(last)),
        Some(_) => Ok(()),
    }
}

/// Types of every server that text can't be taken for, by the first word of each of their names.
#[rustfmt::skip]
const NO_TEXT: &[&str] = &[
    "bigint", "bigserial", "bit", "bool", "boolean", "box", "bytea", "cidr", "circle", "date", "datemultirange",
    "daterange", "dec", "decimal", "double", "float", "float4", "float8", "inet", "int", "int2", "int4",
    "int4multirange", "int4range", "int8", "int8multirange", "int8range", "integer", "interval", "json", "jsonb",
    "jsonpath", "line", "lseg", "macaddr", "macaddr8", "money", "numeric", "nummultirange", "numrange", "oid", "path",
    "point", "polygon", "real", "serial", "smallint", "smallserial", "time", "timestamp", "timestamptz", "timetz",
    "tsmultirange", "tsquery", "tsrange", "tstzmultirange", "tstzrange", "tsvector", "uuid", "varbit", "xml",
];

/// Whether values of a type may be text, as far as its name tells: a domain, an enum and a type of
/// an extension may be.
///
/// ```
/// use pgschema_syntax::check;
///
/// for name in ["text", "varchar(20)", "citext", "app.email", "\"char\""] {
///     assert!(check::may_be_text(name), "{name}");
/// }
/// for name in ["bigint", "TIMESTAMP with time zone", "pg_catalog.int4", "text[]", "text ARRAY"] {
///     assert!(!check::may_be_text(name), "{name}");
/// }
/// ```
#[must_use]
pub fn may_be_text(type_name: &str) -> bool {
    let tokens: Vec<_> = tokens(type_name).map_while(Result::ok).collect();
    let is_array = tokens
        .iter()
        .any(|token| token.kind == TokenKind::OpenBracket || token.is_word("array"));
    let name = match tokens.as_slice() {
        [schema, dot, name, ..] if dot.kind == TokenKind::Dot && schema.is_word("pg_catalog") => {
            Some(name)
        }
        [_, dot, ..] if dot.kind == TokenKind::Dot => None,
        [name, ..] => Some(name),
        [] => None,
    };
    !is_array && !name.is_some_and(|name| NO_TEXT.iter().any(|word| name.is_word(word)))
}

fn wrong(token: Token<'_>) -> SyntaxError {
    SyntaxError::TypeName {
        found: excerpt(token.text),
        position: token.start,
    }
}

/// Whether a token can stand outside of parentheses and brackets after the one before it.
///
/// `words` are those that can follow the first word.
fn fits_outside(token: Token<'_>, previous: Option<Token<'_>>, words: &[&str]) -> bool {
    let starts_name = previous.is_none_or(|token| token.kind == TokenKind::Dot);
    let after_name = previous.is_some_and(|token| {
        matches!(
            token.kind,
            TokenKind::Identifier | TokenKind::QuotedIdentifier
        )
    });
    match token.kind {
        TokenKind::QuotedIdentifier => starts_name,
        TokenKind::Identifier if previous.is_none() => {
            keyword::category(&token.text.to_ascii_lowercase()) != Some(Category::Reserved)
        }
        TokenKind::Identifier => {
            starts_name || token.is_word("array") || words.iter().any(|word| token.is_word(word))
        }
        TokenKind::Dot | TokenKind::OpenParen => after_name,
        TokenKind::OpenBracket | TokenKind::CloseParen | TokenKind::CloseBracket => !starts_name,
        _ => false,
    }
}

fn fits_modifiers(token: Token<'_>) -> bool {
    matches!(
        token.kind,
        TokenKind::Identifier
            | TokenKind::QuotedIdentifier
            | TokenKind::Number
            | TokenKind::Comma
            | TokenKind::CloseParen
    ) || token.text == "-"
}

fn continuations_of(first: Token<'_>) -> &'static [&'static str] {
    match first.kind {
        TokenKind::Identifier => continuations(&first.text.to_ascii_lowercase()),
        _ => &[],
    }
}
