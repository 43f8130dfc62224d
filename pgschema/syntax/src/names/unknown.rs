//! The columns that an expression uses and that nobody knows.

use super::context::Tokens;
use super::nearest;
use crate::identifier;
use crate::keyword::Category;
use crate::token::TokenKind;

/// Columns that every table has.
const SYSTEM_COLUMNS: [&str; 6] = ["tableoid", "ctid", "xmin", "cmin", "xmax", "cmax"];

/// A name in an expression that is no column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnknownName {
    /// The name as the server reads it: in lower case if it was written without quotes.
    pub name: String,
    /// Where it starts for the first time, in bytes from the start of the text.
    pub start: usize,
    /// The name that was most likely meant, with quotes if SQL needs them.
    pub suggestion: Option<String>,
}

/// The names in an expression that are neither columns nor anything else that is known.
///
/// `columns` are the names of columns as the server has them. `also` are other names that may be
/// used, in any case: `VALUE` in a domain, `OLD` and `NEW` in a trigger. Each unknown name is
/// given once. The rules for what a name is are those of the [module](super). A text that
/// [`check::expression`](crate::check::expression) refuses for its tokens has no unknown names.
///
/// ```
/// use pgschema_syntax::names::unknown_columns;
///
/// let columns = ["title", "created_at"];
/// assert!(unknown_columns("length(title) > 0 AND created_at < now()", &columns, &[]).is_empty());
///
/// let unknown = unknown_columns("length(titel) > 0", &columns, &[]);
/// assert_eq!(unknown[0].name, "titel");
/// assert_eq!(unknown[0].start, 7);
/// assert_eq!(unknown[0].suggestion.as_deref(), Some("title"));
/// ```
#[must_use]
pub fn unknown_columns(text: &str, columns: &[&str], also: &[&str]) -> Vec<UnknownName> {
    let Ok(tokens) = Tokens::new(text) else {
        return Vec::new();
    };
    let mut search = Search {
        tokens: &tokens,
        columns,
        also,
        open: Vec::new(),
        found: Vec::new(),
    };
    let mut at = 0;
    while at < tokens.len() {
        at = search.step(at);
    }
    search.found
}

/// Those of the columns that an expression uses, by the rules of the [module](super).
///
/// ```
/// use pgschema_syntax::names::used_columns;
///
/// assert_eq!(used_columns("lower(title) = name(1)", &["name", "title"]), ["title"]);
/// ```
#[must_use]
pub fn used_columns<'a>(text: &str, columns: &[&'a str]) -> Vec<&'a str> {
    let names = unknown_columns(text, &[], &[]);
    let is_used = |column: &str| names.iter().any(|unknown| unknown.name == column);
    columns
        .iter()
        .copied()
        .filter(|column| is_used(column))
        .collect()
}

struct Search<'a> {
    tokens: &'a Tokens<'a>,
    columns: &'a [&'a str],
    also: &'a [&'a str],
    /// The parentheses and brackets around the current token, by their index.
    open: Vec<usize>,
    found: Vec<UnknownName>,
}

impl<'a> Search<'a> {
    /// Looks at the token at `at` and gives the index to go on with, which is always a later one.
    fn step(&mut self, at: usize) -> usize {
        let next = at + 1;
        match self.tokens.kind(at) {
            Some(TokenKind::OpenParen | TokenKind::OpenBracket) => {
                self.open.push(at);
                if self.tokens.starts_query(next) {
                    self.group_end()
                } else {
                    next
                }
            }
            Some(TokenKind::CloseParen | TokenKind::CloseBracket) => {
                self.open.pop();
                next
            }
            Some(TokenKind::Cast) => self.tokens.type_end(next).unwrap_or(next),
            Some(TokenKind::Identifier) if self.is_keyword_everywhere(at) => self.after_keyword(at),
            Some(TokenKind::Identifier | TokenKind::QuotedIdentifier) => self.name(at),
            _ => next,
        }
    }

    /// The index of the token that closes the innermost parenthesis, or the end.
    fn group_end(&self) -> usize {
        let end = self.tokens.len();
        self.open
            .last()
            .map_or(end, |open| self.tokens.close(*open).unwrap_or(end))
    }

    /// The word before the innermost parenthesis.
    fn function(&self) -> Option<&'a str> {
        self.tokens.previous_word(*self.open.last()?)
    }

    fn is_keyword_everywhere(&self, at: usize) -> bool {
        matches!(
            self.tokens.category(at),
            Some(Category::Reserved | Category::TypeOrFunctionName)
        ) && !self.tokens.is_qualified(at)
    }

    fn after_keyword(&self, at: usize) -> usize {
        let next = at + 1;
        match self.tokens.word(at) {
            Some("select") => self.group_end(),
            Some("as" | "returning") => self.tokens.type_end(next).unwrap_or(next),
            Some("collate") => self.tokens.qualified_end(next).unwrap_or(next),
            Some("is") => self.tokens.is_test_end(next),
            _ => next,
        }
    }

    fn name(&mut self, at: usize) -> usize {
        if self.tokens.previous_kind(at) == Some(TokenKind::Dot) {
            return at + 1;
        }
        if let Some(end) = self.typed_literal_end(at) {
            return end;
        }
        let end = self.tokens.qualified_end(at).unwrap_or(at + 1);
        let is_explained = self.tokens.is_qualified(at)
            || self.tokens.kind(at + 1) == Some(TokenKind::OpenParen)
            || self.tokens.is_argument_name(at)
            || self.tokens.name(at).is_none_or(|name| self.is_known(name))
            || self.tokens.is_keyword_here(at, self.function())
            || self.tokens.is_named_by_keyword(at, self.function());
        if !is_explained {
            self.report(at);
        }
        end
    }

    /// The index after a literal with its type before it: `interval '1' day`.
    fn typed_literal_end(&self, at: usize) -> Option<usize> {
        let end = self.tokens.type_end(at)?;
        if !matches!(
            self.tokens.kind(end)?,
            TokenKind::String | TokenKind::DollarString
        ) {
            return None;
        }
        let end = end + 1;
        if self.tokens.is_word(at, "interval") {
            return Some(self.tokens.interval_units_end(end));
        }
        Some(end)
    }

    fn is_known(&self, name: &str) -> bool {
        self.columns.contains(&name)
            || SYSTEM_COLUMNS.contains(&name)
            || self.also.iter().any(|also| also.eq_ignore_ascii_case(name))
    }

    fn report(&mut self, at: usize) {
        let Some(name) = self.tokens.name(at) else {
            return;
        };
        if self.found.iter().any(|unknown| unknown.name == name) {
            return;
        }
        let candidates = self.columns.iter().chain(self.also).copied();
        self.found.push(UnknownName {
            name: name.to_owned(),
            start: self.tokens.start(at),
            suggestion: nearest(name, candidates).map(|nearest| self.as_written(nearest)),
        });
    }

    /// A name as SQL has it: columns in quotes where they need them, keywords never.
    fn as_written(&self, name: &str) -> String {
        if self.columns.contains(&name) && identifier::needs_quotes(name) {
            format!("\"{}\"", name.replace('"', "\"\""))
        } else {
            name.to_owned()
        }
    }
}
