//! Where the name of a type ends.

use super::context::Tokens;
use crate::keyword::Category;
use crate::token::TokenKind;
use crate::type_words::continuations;

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
        if !self.is_qualified(at) {
            end = self.skip_continuations(end, self.word(at).unwrap_or_default());
        }
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
        self.skip_continuations(at, "interval")
    }

    /// Skips the words that follow the first one, each with its modifiers if it has them.
    fn skip_continuations(&self, at: usize, first_word: &str) -> usize {
        let words = continuations(first_word);
        let mut end = at;
        while self.word(end).is_some_and(|word| words.contains(&word)) {
            end += 1;
            end = self.group_end(end, TokenKind::OpenParen).unwrap_or(end);
        }
        end
    }
}
