//! SQL as rules look at it: the tokens of an expression, a query or the body of a function, with
//! names folded as the server folds them.

use pgschema_syntax::token::{TokenKind, tokens};
use smol_str::SmolStr;

use crate::sql::{Expr, Function, FunctionBody, Identifier, QualifiedName, ToSql};

/// The tokens of a piece of SQL.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scan {
    lexemes: Vec<Lexeme>,
}

/// A token. Words without quotes are in lower case; quoted names and strings are without quotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lexeme {
    pub(crate) kind: TokenKind,
    pub(crate) text: SmolStr,
}

impl Lexeme {
    fn is_word(&self, word: &str) -> bool {
        self.kind == TokenKind::Identifier && self.text == word
    }

    fn is_name(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Identifier | TokenKind::QuotedIdentifier
        )
    }
}

/// A call of a function.
pub(crate) struct Call<'a> {
    /// Its schema, where one is named.
    pub(crate) schema: Option<&'a str>,
    /// Its name.
    pub(crate) name: &'a str,
    /// Whether it stands in a sub-query.
    pub(crate) in_query: bool,
    /// Where its opening parenthesis is.
    open: usize,
}

impl Scan {
    pub(crate) fn new(text: &str) -> Self {
        let lexemes = tokens(text).map_while(Result::ok).filter_map(|token| {
            let text = match token.kind {
                TokenKind::Comment => return None,
                TokenKind::Identifier => SmolStr::new(token.text.to_ascii_lowercase()),
                TokenKind::QuotedIdentifier => {
                    SmolStr::new(token.text.trim_matches('"').replace("\"\"", "\""))
                }
                TokenKind::String => SmolStr::new(literal(token.text)),
                _ => SmolStr::new(token.text),
            };
            Some(Lexeme {
                kind: token.kind,
                text,
            })
        });
        Self {
            lexemes: lexemes.collect(),
        }
    }

    /// The tokens of an expression.
    pub(crate) fn of(expression: &Expr) -> Self {
        Self::new(&expression.to_sql())
    }

    /// The tokens of the body of a function.
    pub(crate) fn of_body(body: &FunctionBody) -> Self {
        match body {
            FunctionBody::Return(expression) => Self::of(expression),
            FunctionBody::Atomic(statements) => {
                let statements = statements.iter();
                let lexemes = statements.flat_map(|it| Self::new(it.as_str()).lexemes);
                Self {
                    lexemes: lexemes.collect(),
                }
            }
            FunctionBody::Plpgsql(text) => Self::new(text.as_str()),
        }
    }

    pub(crate) fn lexemes(&self) -> &[Lexeme] {
        &self.lexemes
    }

    /// Whether a word without quotes is somewhere.
    pub(crate) fn has_word(&self, word: &str) -> bool {
        self.lexemes.iter().any(|it| it.is_word(word))
    }

    /// Whether words follow each other somewhere.
    pub(crate) fn has_words(&self, words: &[&str]) -> bool {
        self.lexemes
            .windows(words.len())
            .any(|window| window.iter().zip(words).all(|(it, word)| it.is_word(word)))
    }

    /// Whether a table or a view is named: with its schema, or where a query names relations.
    pub(crate) fn names_relation(&self, name: &QualifiedName) -> bool {
        let relation: &str = name.name().as_str();
        self.lexemes.iter().enumerate().any(|(at, it)| {
            if !it.is_name() || it.text != relation || self.is(at + 1, TokenKind::OpenParen) {
                return false;
            }
            if at >= 2 && self.is(at - 1, TokenKind::Dot) {
                return self.text(at - 2) == name.schema().as_str();
            }
            at >= 1
                && ["from", "join", "update", "into", "only", "table", "using"]
                    .contains(&self.text(at - 1))
        })
    }

    /// Whether there is a sub-query that reads something.
    pub(crate) fn has_query(&self) -> bool {
        self.has_word("select") && self.has_word("from")
    }

    /// The calls of functions.
    pub(crate) fn calls(&self) -> Vec<Call<'_>> {
        let mut calls = self.groups();
        calls.retain(|call| !self.text(call.open + 1).eq("select"));
        calls
    }

    /// The calls of functions, and the words that take a sub-query: `EXISTS (…)`, `IN (…)`.
    pub(crate) fn groups(&self) -> Vec<Call<'_>> {
        let mut calls = Vec::new();
        let mut queries = Vec::new();
        for (at, lexeme) in self.lexemes.iter().enumerate() {
            match lexeme.kind {
                TokenKind::OpenParen => {
                    let is_query = self
                        .lexemes
                        .get(at + 1)
                        .is_some_and(|it| it.is_word("select"));
                    let within = queries.last().copied().unwrap_or(false);
                    let is_call = at >= 1 && self.lexemes.get(at - 1).is_some_and(Lexeme::is_name);
                    if is_call {
                        let is_qualified = at >= 3 && self.is(at - 2, TokenKind::Dot);
                        calls.push(Call {
                            schema: is_qualified.then(|| self.text(at - 3)),
                            name: self.text(at - 1),
                            in_query: within,
                            open: at,
                        });
                    }
                    queries.push(within || is_query);
                }
                TokenKind::CloseParen => {
                    queries.pop();
                }
                _ => {}
            }
        }
        calls
    }

    /// The calls of a function of that name, whatever its schema.
    pub(crate) fn calls_of(&self, name: &str) -> Vec<Call<'_>> {
        let mut calls = self.calls();
        calls.retain(|call| call.name == name);
        calls
    }

    /// How many arguments a call has.
    pub(crate) fn argument_count(&self, call: &Call<'_>) -> usize {
        let mut depth = 0_usize;
        let mut commas = 0;
        for lexeme in self.lexemes.iter().skip(call.open) {
            match lexeme.kind {
                TokenKind::OpenParen => depth += 1,
                TokenKind::CloseParen if depth == 1 => break,
                TokenKind::CloseParen => depth -= 1,
                TokenKind::Comma if depth == 1 => commas += 1,
                _ => {}
            }
        }
        match self.is(call.open + 1, TokenKind::CloseParen) {
            true => 0,
            false => commas + 1,
        }
    }

    /// The tokens between the parentheses of a call.
    pub(crate) fn arguments(&self, call: &Call<'_>) -> &[Lexeme] {
        let end = self.closing(call.open).unwrap_or(self.lexemes.len());
        self.lexemes.get(call.open + 1..end).unwrap_or_default()
    }

    /// The text of the first argument of a call, if it is a string.
    pub(crate) fn first_string(&self, call: &Call<'_>) -> Option<&str> {
        let first = self.lexemes.get(call.open + 1)?;
        (first.kind == TokenKind::String).then_some(first.text.as_str())
    }

    /// The type that a call is cast to, with or without parentheses around it.
    pub(crate) fn cast_of(&self, call: &Call<'_>) -> Option<&str> {
        let mut at = self.closing(call.open)? + 1;
        // `(current_setting(…))::uuid`, but not `nullif(current_setting(…))::uuid`.
        let mut before = call
            .open
            .checked_sub(if call.schema.is_some() { 4 } else { 2 });
        while self.is(at, TokenKind::CloseParen) {
            let open = before?;
            let is_group = self.is(open, TokenKind::OpenParen)
                && !open
                    .checked_sub(1)
                    .and_then(|it| self.lexemes.get(it))
                    .is_some_and(Lexeme::is_name);
            if !is_group {
                return None;
            }
            before = open.checked_sub(1);
            at += 1;
        }
        self.is(at, TokenKind::Cast).then(|| self.text(at + 1))
    }

    /// The tokens after a call.
    pub(crate) fn after(&self, call: &Call<'_>) -> &[Lexeme] {
        let end = self
            .closing(call.open)
            .map_or(self.lexemes.len(), |it| it + 1);
        self.lexemes.get(end..).unwrap_or_default()
    }

    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for (at, lexeme) in self.lexemes.iter().enumerate().skip(open) {
            match lexeme.kind {
                TokenKind::OpenParen => depth += 1,
                TokenKind::CloseParen if depth == 1 => return Some(at),
                TokenKind::CloseParen => depth -= 1,
                _ => {}
            }
        }
        None
    }

    /// Whether the expression lets everything through: `true`, `… OR true`, `1 = 1`.
    pub(crate) fn is_always_true(&self) -> bool {
        let inner: Vec<&Lexeme> = self
            .lexemes
            .iter()
            .filter(|it| !matches!(it.kind, TokenKind::OpenParen | TokenKind::CloseParen))
            .collect();
        let is_true = matches!(inner.as_slice(), [only] if only.is_word("true"));
        is_true
            || self.has_words(&["or", "true"])
            || self.has_words(&["true", "or"])
            || inner.windows(3).any(|window| match window {
                [left, operator, right] => {
                    operator.text == "="
                        && left.kind == TokenKind::Number
                        && left.text == right.text
                }
                _ => false,
            })
    }

    fn is(&self, at: usize, kind: TokenKind) -> bool {
        self.lexemes.get(at).is_some_and(|it| it.kind == kind)
    }

    fn text(&self, at: usize) -> &str {
        self.lexemes.get(at).map_or("", |it| it.text.as_str())
    }
}

/// Whether an expression calls one of these functions of the server.
pub(crate) fn calls_any(expression: &Expr, names: &[&str]) -> bool {
    expression.any(&mut |part| match part {
        Expr::Call {
            function: Function::Builtin(name),
            ..
        } => names.contains(&name.as_str()),
        Expr::Sql(text) if names.iter().any(|name| contains(text.as_str(), name)) => {
            let scan = Scan::new(text.as_str());
            scan.calls().iter().any(|call| names.contains(&call.name))
        }
        _ => false,
    })
}

/// Whether an expression names a column.
pub(crate) fn names_column(expression: &Expr, column: &Identifier) -> bool {
    expression.any(&mut |part| match part {
        Expr::Column(name) => name == column,
        Expr::Sql(text) => contains(text.as_str(), column.as_str()),
        _ => false,
    })
}

/// Whether a text has a word in it, in whatever case: quicker than to read its tokens, and wrong only
/// where a string says the same word.
fn contains(text: &str, word: &str) -> bool {
    let (text, word) = (text.as_bytes(), word.as_bytes());
    let is_letter = |byte: Option<&u8>| {
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_' || !byte.is_ascii())
    };
    let Some(first) = word.first() else {
        return false;
    };
    (0..=text.len().saturating_sub(word.len())).any(|start| {
        let end = start + word.len();
        text.get(start)
            .is_some_and(|byte| byte.eq_ignore_ascii_case(first))
            && text
                .get(start..end)
                .is_some_and(|it| it.eq_ignore_ascii_case(word))
            && !is_letter(start.checked_sub(1).and_then(|before| text.get(before)))
            && !is_letter(text.get(end))
    })
}

/// Whether a name is one of these, as words of a name: `is_one_of("user_password", …)`.
pub(crate) fn has_word_of(name: &Identifier, words: &[&str]) -> bool {
    name.as_str().split('_').any(|part| words.contains(&part))
}

/// What a string says, without its quotes.
fn literal(text: &str) -> &str {
    let text = text.strip_prefix(['E', 'e']).unwrap_or(text);
    text.strip_prefix('\'')
        .and_then(|text| text.strip_suffix('\''))
        .unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_know_whether_they_stand_in_a_query() {
        let scan = Scan::new("a = (SELECT app.f(x)) AND b = g('s', h())");
        let calls = scan.calls();
        let found: Vec<_> = calls
            .iter()
            .map(|it| (it.schema, it.name, it.in_query, scan.argument_count(it)))
            .collect();
        assert_eq!(
            found,
            [
                (Some("app"), "f", true, 1),
                (None, "g", false, 2),
                (None, "h", false, 0)
            ]
        );
    }

    #[test]
    fn the_cast_of_a_call_is_found_through_parentheses() {
        for (text, expected) in [
            ("current_setting('a')::uuid", Some("uuid")),
            ("(current_setting('a'))::UUID", Some("uuid")),
            ("((current_setting('a')))::int", Some("int")),
            ("nullif(current_setting('a'), '')::uuid", None),
            ("(pg_catalog.current_setting('a'))::int", Some("int")),
            ("current_setting('a') = b::text", None),
        ] {
            let scan = Scan::new(text);
            let calls = scan.calls_of("current_setting");
            assert_eq!(scan.cast_of(&calls[0]), expected, "{text}");
        }
    }

    #[test]
    fn a_column_is_named_as_a_word() -> Result<(), Box<dyn std::error::Error>> {
        let title = Identifier::new("title")?;
        for text in ["length(title) <= 2", "TITLE <> ''", "\"title\" = 'a'"] {
            assert!(names_column(&Expr::sql(text)?, &title), "{text}");
        }
        for text in ["subtitle = 1", "title_length > 0", "étitle = 1"] {
            assert!(!names_column(&Expr::sql(text)?, &title), "{text}");
        }
        Ok(())
    }

    #[test]
    fn what_is_always_true_is_seen() {
        for text in ["true", "(TRUE)", "a = b OR true", "1 = 1", "a OR (1=1)"] {
            assert!(Scan::new(text).is_always_true(), "{text}");
        }
        for text in ["a = true", "a = 1", "a IS TRUE", "'true' = a"] {
            assert!(!Scan::new(text).is_always_true(), "{text}");
        }
    }

    #[test]
    fn relations_are_named_with_their_schema_or_in_a_query()
    -> Result<(), crate::sql::IdentifierError> {
        let users = QualifiedName::new("app", "users")?;
        for text in ["SELECT 1 FROM app.users", "EXISTS (SELECT FROM users u)"] {
            assert!(Scan::new(text).names_relation(&users), "{text}");
        }
        for text in ["users = 1", "app.users(1)", "SELECT FROM other.users"] {
            assert!(!Scan::new(text).names_relation(&users), "{text}");
        }
        Ok(())
    }
}
