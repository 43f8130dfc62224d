//! Where a keyword that could be a column is a keyword.

use super::context::Tokens;
use crate::keyword::{self, Category};
use crate::token::TokenKind;

/// Words that go on after `IS` and `IS NOT`, where no column can stand.
#[rustfmt::skip]
const AFTER_IS: &[&str] = &[
    "not", "unknown", "document", "normalized", "nfc", "nfd", "nfkc", "nfkd", "json", "value",
    "scalar", "object", "array", "with", "without", "unique", "keys",
];

#[rustfmt::skip]
const IN_WINDOW: &[&str] = &[
    "partition", "by", "range", "rows", "groups", "unbounded", "preceding", "following", "current",
    "row", "exclude", "no", "others", "ties",
];

#[rustfmt::skip]
const IN_JSON: &[&str] = &[
    "absent", "columns", "conditional", "empty", "encoding", "error", "format", "json", "keep",
    "key", "keys", "nested", "object", "omit", "passing", "path", "quotes", "scalar", "string",
    "unconditional", "value", "without", "wrapper",
];

#[rustfmt::skip]
const IN_XML: &[&str] = &[
    "by", "columns", "content", "document", "name", "no", "passing", "path", "preserve", "ref",
    "standalone", "strip", "value", "version", "whitespace", "yes",
];

const IN_NORMALIZE: &[&str] = &["nfc", "nfd", "nfkc", "nfkd"];

impl Tokens<'_> {
    /// The index after the words that go on with an `IS` before `at`.
    pub(super) fn is_test_end(&self, at: usize) -> usize {
        let words = (at..self.len()).take_while(|index| {
            self.word(*index)
                .is_some_and(|word| AFTER_IS.contains(&word))
        });
        at + words.count()
    }

    /// Whether the word at `at` is a keyword where it stands.
    ///
    /// `function` is the word before the parenthesis that the word is directly in.
    pub(super) fn is_keyword_here(&self, at: usize, function: Option<&str>) -> bool {
        let Some(word) = self.word(at) else {
            return false;
        };
        keyword::category(word).is_some()
            && (self.is_keyword_by_neighbours(at, word)
                || function.is_some_and(|function| is_keyword_in(word, function)))
    }

    fn is_keyword_by_neighbours(&self, at: usize, word: &str) -> bool {
        let before = self.previous_word(at);
        let after = self.word(at + 1);
        match word {
            "between" => before == Some("not") || self.follows_value(at),
            "at" => matches!(after, Some("time" | "local")) && self.follows_value(at),
            "time" => before == Some("at") && after == Some("zone"),
            "local" => before == Some("at"),
            "zone" => before == Some("time"),
            "escape" | "uescape" => self.follows_value(at),
            "over" | "within" => self.previous_kind(at) == Some(TokenKind::CloseParen),
            "by" => matches!(before, Some("order" | "group" | "partition")),
            "nulls" => matches!(after, Some("first" | "last")),
            "first" | "last" => before == Some("nulls"),
            _ => false,
        }
    }

    /// Whether the name at `at` belongs to the keyword before it, so that it is no column.
    pub(super) fn is_named_by_keyword(&self, at: usize, function: Option<&str>) -> bool {
        match (function, self.previous_word(at)) {
            (_, Some("over")) => self.is_keyword_here(at - 1, function),
            (Some("extract"), None) => self.is_word(at + 1, "from"),
            (Some("xmlelement" | "xmlpi"), Some("name")) => true,
            (Some(function), Some("encoding")) => is_sql_json(function),
            _ => false,
        }
    }
}

/// Whether a word is a keyword in the parentheses of a function that has a syntax of its own.
fn is_keyword_in(word: &str, function: &str) -> bool {
    match function {
        "over" => IN_WINDOW.contains(&word),
        "normalize" => IN_NORMALIZE.contains(&word),
        _ if is_sql_json(function) => IN_JSON.contains(&word),
        _ if is_sql_xml(function) => IN_XML.contains(&word),
        _ => false,
    }
}

/// `json_object` has a syntax of its own, `json_build_object` has not.
fn is_sql_json(function: &str) -> bool {
    function.starts_with("json") && keyword::category(function) == Some(Category::ColumnName)
}

fn is_sql_xml(function: &str) -> bool {
    function.starts_with("xml") && keyword::category(function) == Some(Category::ColumnName)
}
