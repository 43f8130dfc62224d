//! Which names a text uses, and which of them nobody knows.
//!
//! [`unknown_columns`] finds mistyped columns in an expression when a program is compiled, where
//! no server can be asked. It reads the tokens, not the whole grammar, so it needs rules for what
//! a bare word is. A word that none of the rules explains is a column, and has to be one that the
//! caller knows:
//!
//! - A word before or after a dot is part of a qualified name, and a word before `(` is a
//!   function or a type. Neither is checked.
//! - Reserved words, and words that can only be functions or types (`is`, `like`, `left`), are
//!   keywords everywhere.
//! - Other keywords are columns, unless they stand where the grammar has them: `zone` after
//!   `time`, `nulls` before `first`, `between` after a value, `escape` after a value, the words of
//!   a window in the parentheses of `OVER`, the words of SQL/JSON and SQL/XML in the parentheses
//!   of their functions.
//! - After `::` and `AS`, and before a string literal, stands the name of a type.
//! - After `COLLATE` stands a collation, before `=>` an argument, in `EXTRACT(… FROM` a field.
//! - A sub-query brings names of its own: from `SELECT` to the closing parenthesis nothing is
//!   checked.

mod beyond_row;
mod context;
mod fold;
mod keywords;
mod nearest;
mod references;
mod type_reference;
mod unknown;

use crate::keyword::{self, Category};
use crate::token::{Token, TokenKind, tokens};
pub use beyond_row::{BeyondRow, beyond_row};
pub use nearest::nearest;
pub use references::{Path, References, references, type_reference};
pub use unknown::{UnknownName, unknown_columns, used_columns};

/// Every identifier that a text uses, in the order of their first use, as the server reads them.
///
/// Qualified names give their parts. Words without quotes are folded to lower case, and reserved
/// words are left out. A text with an error in it gives the names before the error.
///
/// ```
/// use pgschema_syntax::names::identifiers;
///
/// assert_eq!(
///     identifiers("SELECT Id, \"Title\" FROM app.documents WHERE id > 1"),
///     ["id", "Title", "app", "documents"],
/// );
/// ```
#[must_use]
pub fn identifiers(text: &str) -> Vec<String> {
    let tokens: Vec<Token<'_>> = tokens(text).map_while(Result::ok).collect();
    let mut seen = std::collections::HashSet::new();
    let mut names = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        let Some(name) = fold::name(*token) else {
            continue;
        };
        let is_dot = |index: usize| {
            tokens
                .get(index)
                .is_some_and(|token| token.kind == TokenKind::Dot)
        };
        let is_part = is_dot(index + 1) || index.checked_sub(1).is_some_and(is_dot);
        let is_keyword = token.kind == TokenKind::Identifier
            && keyword::category(&name) == Some(Category::Reserved);
        if (is_part || !is_keyword) && seen.insert(name.clone()) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn qualified_names_give_their_parts_even_if_reserved() {
        assert_eq!(identifiers("app.user.id"), ["app", "user", "id"]);
        assert_eq!(identifiers("select user"), [""; 0]);
    }

    #[test]
    fn names_are_folded_as_the_server_folds_them() {
        assert_eq!(
            identifiers(r#"ABC Äb "A""b" U&"d\0061ta""#),
            ["abc", "Äb", "A\"b", "data"]
        );
    }

    #[test]
    fn strings_and_comments_have_no_names() {
        assert_eq!(identifiers("'a' $$b$$ -- c\n /* d */ e"), ["e"]);
    }

    #[test]
    fn names_before_an_error_are_found() {
        assert_eq!(identifiers("a 'b"), ["a"]);
    }
}
