//! The tokens of an expression, and what surrounds each of them.

use super::fold;
use crate::keyword::{self, Category};
use crate::token::{SyntaxError, Token, TokenKind, tokens};

/// The tokens of an expression with what the rules need to know about each.
pub(super) struct Tokens<'a> {
    tokens: Vec<Token<'a>>,
    /// The name that each token stands for, if it is an identifier.
    names: Vec<Option<String>>,
    /// The index of the token that closes each parenthesis or bracket.
    closes: Vec<Option<usize>>,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(text: &'a str) -> Result<Self, SyntaxError> {
        let tokens: Vec<Token<'a>> = tokens(text)
            .filter(|token| !matches!(token, Ok(token) if token.kind == TokenKind::Comment))
            .collect::<Result<_, _>>()?;
        let names = tokens.iter().map(|token| fold::name(*token)).collect();
        let closes = closing_tokens(&tokens);
        Ok(Self {
            tokens,
            names,
            closes,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    pub(super) fn start(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.start)
    }

    /// The name of an identifier, quoted or not.
    pub(super) fn name(&self, at: usize) -> Option<&str> {
        self.names.get(at)?.as_deref()
    }

    /// A word without quotes, in lower case.
    pub(super) fn word(&self, at: usize) -> Option<&str> {
        if self.kind(at) == Some(TokenKind::Identifier) {
            self.name(at)
        } else {
            None
        }
    }

    pub(super) fn previous_word(&self, at: usize) -> Option<&str> {
        self.word(at.checked_sub(1)?)
    }

    pub(super) fn previous_kind(&self, at: usize) -> Option<TokenKind> {
        self.kind(at.checked_sub(1)?)
    }

    pub(super) fn is_word(&self, at: usize, word: &str) -> bool {
        self.word(at) == Some(word)
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        self.name(at).is_some()
    }

    pub(super) fn category(&self, at: usize) -> Option<Category> {
        self.word(at).and_then(keyword::category)
    }

    /// The index of the token that closes the parenthesis or bracket at `at`.
    pub(super) fn close(&self, at: usize) -> Option<usize> {
        self.closes.get(at).copied().flatten()
    }

    /// The index after the parentheses or brackets that open at `at`, if they do.
    pub(super) fn group_end(&self, at: usize, opener: TokenKind) -> Option<usize> {
        if self.kind(at) == Some(opener) {
            self.close(at).map(|close| close + 1)
        } else {
            None
        }
    }

    /// The index after the name that starts at `at`, with its schema if it has one.
    pub(super) fn qualified_end(&self, at: usize) -> Option<usize> {
        let mut end = at;
        loop {
            if !self.is_name(end) {
                return None;
            }
            if self.kind(end + 1) != Some(TokenKind::Dot) {
                return Some(end + 1);
            }
            end += 2;
        }
    }

    /// Whether the name at `at` is part of a qualified one.
    pub(super) fn is_qualified(&self, at: usize) -> bool {
        self.previous_kind(at) == Some(TokenKind::Dot) || self.kind(at + 1) == Some(TokenKind::Dot)
    }

    /// Whether the name at `at` is the name of an argument: `f(days => 1)`.
    pub(super) fn is_argument_name(&self, at: usize) -> bool {
        match self.kind(at + 1) {
            Some(TokenKind::Assign) => true,
            Some(TokenKind::Operator) => self.tokens[at + 1].text == "=>",
            _ => false,
        }
    }

    /// Whether a sub-query starts at `at`.
    pub(super) fn starts_query(&self, at: usize) -> bool {
        match self.word(at) {
            Some("select" | "with" | "table") => true,
            // Without a row after it, it is a column of that name.
            Some("values") => self.kind(at + 1) == Some(TokenKind::OpenParen),
            _ => false,
        }
    }

    /// Whether a value ends before `at`, so that what stands there is no operand.
    pub(super) fn follows_value(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        match self.kind(before) {
            Some(TokenKind::Identifier) => match self.category(before) {
                Some(Category::Reserved) => self.word(before).is_some_and(is_value_word),
                Some(Category::TypeOrFunctionName) => self.is_word(before, "current_schema"),
                _ => true,
            },
            Some(
                TokenKind::QuotedIdentifier
                | TokenKind::String
                | TokenKind::BitString
                | TokenKind::DollarString
                | TokenKind::Number
                | TokenKind::Parameter
                | TokenKind::CloseParen
                | TokenKind::CloseBracket,
            ) => true,
            _ => false,
        }
    }
}

/// Reserved words that are values, or the end of one.
fn is_value_word(word: &str) -> bool {
    matches!(
        word,
        "null"
            | "true"
            | "false"
            | "end"
            | "user"
            | "session_user"
            | "system_user"
            | "localtime"
            | "localtimestamp"
    ) || word.starts_with("current_")
}

fn closing_tokens(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut closes = vec![None; tokens.len()];
    let mut open = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::OpenParen | TokenKind::OpenBracket => open.push(index),
            TokenKind::CloseParen | TokenKind::CloseBracket => {
                if let Some(opener) = open.pop() {
                    closes[opener] = Some(index);
                }
            }
            _ => {}
        }
    }
    closes
}
