//! Where the name of a type ends.

use super::context::Tokens;
use crate::keyword::Category;
use crate::token::TokenKind;

/// Words that go on with a type of several words, whatever its first word.
const CONTINUATIONS: [&str; 8] = [
    "char",
    "character",
    "precision",
    "time",
    "varying",
    "with",
    "without",
    "zone",
];

/// The units of an interval, which follow the word or the literal.
const UNITS: [&str; 7] = ["year", "month", "day", "hour", "minute", "second", "to"];

/// No type has more words.
const MAX_WORDS: usize = 6;

impl Tokens<'_> {
    /// The index after the name of a type that starts at `at`, if one can start there.
    ///
    /// The name takes its modifiers and its array brackets with it. A word after it that is no
    /// part of a type's name is left alone.
    pub(super) fn type_end(&self, at: usize) -> Option<usize> {
        if self.category(at) == Some(Category::Reserved) {
            return None;
        }
        let mut end = self.qualified_end(at)?;
        end = self.group_end(end, TokenKind::OpenParen).unwrap_or(end);
        let words: &[&str] = if self.is_word(at, "interval") {
            &UNITS
        } else {
            self.continuations(at)
        };
        end = self.skip_words(end, words);
        if self.is_word(end, "array") {
            end += 1;
        }
        while let Some(next) = self.group_end(end, TokenKind::OpenBracket) {
            end = next;
        }
        Some(end)
    }

    /// The index after the units that follow a literal of an interval.
    pub(super) fn interval_units_end(&self, at: usize) -> usize {
        self.skip_words(at, &UNITS)
    }

    /// Only SQL's own types, of one bare word, can go on with other words.
    fn continuations(&self, at: usize) -> &'static [&'static str] {
        const FIRST: [&str; 8] = [
            "bit",
            "char",
            "character",
            "double",
            "national",
            "nchar",
            "time",
            "timestamp",
        ];
        let is_bare = self.kind(at + 1) != Some(TokenKind::Dot);
        if is_bare && FIRST.iter().any(|word| self.is_word(at, word)) {
            &CONTINUATIONS
        } else {
            &[]
        }
    }

    /// Skips words, each with modifiers in parentheses if it has them.
    fn skip_words(&self, at: usize, words: &[&str]) -> usize {
        let mut end = at;
        for _ in 0..MAX_WORDS {
            if !words.iter().any(|word| self.is_word(end, word)) {
                break;
            }
            end += 1;
            end = self.group_end(end, TokenKind::OpenParen).unwrap_or(end);
        }
        end
    }
}
