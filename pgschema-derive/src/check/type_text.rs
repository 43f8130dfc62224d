use pgschema_syntax::token::{Token, TokenKind, tokens};

use super::judged::is_allowed;
use super::scope::Scope;
use crate::input::{Allow, Field};
use syn::LitStr;

/// The pseudo-types of sequences, and the integers that they are.
const SERIALS: [(&str, &str); 6] = [
    ("bigserial", "bigint"),
    ("serial", "integer"),
    ("serial2", "smallint"),
    ("serial4", "integer"),
    ("serial8", "bigint"),
    ("smallserial", "smallint"),
];

/// Types with a length of 1 at least, by their first word.
const WITH_LENGTH: [&str; 8] = [
    "bit",
    "bpchar",
    "char",
    "character",
    "nchar",
    "national",
    "varbit",
    "varchar",
];

impl Scope<'_> {
    /// `type = "…"`, as far as its text tells what PostgreSQL makes of it.
    pub(super) fn type_text(&self, field: &Field, literal: &LitStr, allows: &[Allow]) {
        let text = literal.value();
        let tokens: Vec<Token<'_>> = tokens(&text).map_while(Result::ok).collect();
        let Some(first) = tokens.first() else {
            return;
        };
        let serial = SERIALS.iter().find(|(serial, _)| first.is_word(serial));
        if let Some((serial, integer)) = serial
            && !is_allowed(allows, "serial_column")
        {
            self.error(
                literal.span(),
                format!(
                    "`{serial}` is no type but a DEFAULT and a sequence with rights of its own, so an INSERT of another \
                     role than the owner fails (42501), and anybody may give a number that the sequence gives again; \
                     write `identity` on the `{integer}` field `{}`, or say why not with \
                     `#[pg(allow(serial_column, reason = \"…\"))]`",
                    field.name
                ),
            );
        }
        let Some(modifier) = first_modifier(&tokens) else {
            return;
        };
        if modifier == "0" && WITH_LENGTH.iter().any(|word| first.is_word(word)) {
            let message = format!(
                "PostgreSQL takes no length of 0 (22023), and `{text}` could hold nothing: write the number of \
                 characters, or `text` with `max_len`"
            );
            self.error(literal.span(), message);
        }
        let is_numeric = ["numeric", "decimal", "dec"]
            .iter()
            .any(|word| first.is_word(word));
        if is_numeric
            && !modifier
                .parse()
                .is_ok_and(|digits: u32| (1..=1000).contains(&digits))
        {
            self.error(
                literal.span(),
                "PostgreSQL takes a precision of 1 to 1000 (22023); a `numeric` without one holds any number of digits",
            );
        }
    }
}

/// The first number in parentheses.
fn first_modifier<'a>(tokens: &[Token<'a>]) -> Option<&'a str> {
    let open = tokens
        .iter()
        .position(|token| token.kind == TokenKind::OpenParen)?;
    let token = tokens.get(open + 1)?;
    (token.kind == TokenKind::Number).then_some(token.text)
}
