//! SQL that means the same whatever a session's settings are.

use std::borrow::Cow;

use crate::token::{Token, TokenKind, tokens};

/// The text with each plain string that has a backslash as an `E''` string.
///
/// In a plain string a backslash is a letter like others, unless `standard_conforming_strings` is
/// off; then the string may even end in another place. A text that is no SQL stays as it is.
///
/// ```
/// use pgschema_syntax::portable::portable;
///
/// assert_eq!(portable(r"code ~ '^\d+$'"), r"code ~ E'^\\d+$'");
/// assert_eq!(portable(r"code ~ $$^\d+$$"), r"code ~ $$^\d+$$");
/// assert_eq!(portable("code <> ''"), "code <> ''");
/// ```
///
/// PostgreSQL manual: String Constants.
#[must_use]
pub fn portable(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') {
        return Cow::Borrowed(text);
    }
    let Ok(tokens) = tokens(text).collect::<Result<Vec<_>, _>>() else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len() + 8);
    let mut copied = 0;
    // A string on several lines has a token for each, all of the kind that the first one says.
    let mut string: Vec<Token<'_>> = Vec::new();
    for token in tokens {
        let is_next_part = !string.is_empty() && is_plain(token);
        if is_next_part {
            string.push(token);
        } else if token.kind != TokenKind::Comment {
            copied = escape(text, &string, copied, &mut out);
            string.clear();
            if token.kind == TokenKind::String {
                string.push(token);
            }
        }
    }
    copied = escape(text, &string, copied, &mut out);
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

fn is_plain(token: Token<'_>) -> bool {
    token.kind == TokenKind::String && token.text.starts_with('\'')
}

/// Appends the text up to the end of a string if it must be escaped, and returns how much of the
/// text there is then.
fn escape(text: &str, parts: &[Token<'_>], copied: usize, out: &mut String) -> usize {
    let has_backslash = parts.iter().any(|part| part.text.contains('\\'));
    if !has_backslash || !parts.first().is_some_and(|first| is_plain(*first)) {
        return copied;
    }
    let mut copied = copied;
    for (position, part) in parts.iter().enumerate() {
        out.push_str(text.get(copied..part.start).unwrap_or_default());
        if position == 0 {
            // The letter must not become the end of a word.
            let stands_alone =
                |before: char| before.is_ascii_whitespace() || "([,".contains(before);
            if !out.chars().next_back().is_none_or(stands_alone) {
                out.push(' ');
            }
            out.push('E');
        }
        out.push_str(&part.text.replace('\\', "\\\\"));
        copied = part.start + part.text.len();
    }
    copied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_strings_with_a_backslash_change() {
        for (text, expected) in [
            (r"'a'||'\'", r"'a'|| E'\\'"),
            (r"E'\\' || 'b'", r"E'\\' || 'b'"),
            (r#""a\b" = 'c'"#, r#""a\b" = 'c'"#),
            (r"U&'\0061'", r"U&'\0061'"),
            (r"f('\','it''s\')", r"f(E'\\',E'it''s\\')"),
            (r"SELECT'\'", r"SELECT E'\\'"),
            (r"a LIKE '!%' ESCAPE '\'", r"a LIKE '!%' ESCAPE E'\\'"),
        ] {
            assert_eq!(portable(text), expected);
        }
    }

    #[test]
    fn all_parts_of_a_string_on_several_lines_change() {
        assert_eq!(portable("'a'\n'\\'"), "E'a'\n'\\\\'");
        assert_eq!(portable("E'a'\n'\\\\'"), "E'a'\n'\\\\'");
        assert_eq!(portable("'\\'\n  'a\\', 'b'"), "E'\\\\'\n  'a\\\\', 'b'");
    }

    #[test]
    fn what_is_no_sql_stays() {
        assert_eq!(portable(r"'\"), r"'\");
    }
}
