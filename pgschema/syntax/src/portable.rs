//! SQL that means the same whatever a session's settings are.

use std::borrow::Cow;

use crate::token::{Token, TokenKind, tokens};

/// The text with each plain string that has a backslash as an `E''` string, and each number in
/// decimal digits alone.
///
/// In a plain string a backslash is a letter like others, unless `standard_conforming_strings` is
/// off; then the string may even end in another place. `1_000` and `0xFF` are numbers since
/// PostgreSQL 16; before, `1` stands under the name `_000`. A text that is no SQL stays as it is.
///
/// ```
/// use pgschema_syntax::portable::portable;
///
/// assert_eq!(portable(r"code ~ '^\d+$'"), r"code ~ E'^\\d+$'");
/// assert_eq!(portable(r"code ~ $$^\d+$$"), r"code ~ $$^\d+$$");
/// assert_eq!(portable("code <> ''"), "code <> ''");
/// assert_eq!(portable("a < 1_000 AND b <> 0xFF"), "a < 1000 AND b <> 255");
/// ```
///
/// PostgreSQL manual: String Constants.
#[must_use]
pub fn portable(text: &str) -> Cow<'_, str> {
    if !text.contains('\\') && !text.bytes().any(|byte| byte.is_ascii_digit()) {
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
            } else if token.kind == TokenKind::Number
                && !goes_on(text, token)
                && let Some(digits) = decimal(token.text)
            {
                out.push_str(text.get(copied..token.start).unwrap_or_default());
                out.push_str(&digits);
                copied = token.start + token.text.len();
            }
        }
    }
    copied = escape(text, &string, copied, &mut out);
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// Whether other digits would take what stands behind a number for a part of it: `1.` of `0x1.`.
fn goes_on(text: &str, number: Token<'_>) -> bool {
    let behind = text.get(number.start + number.text.len()..);
    let next = behind.and_then(|it| it.chars().next());
    next.is_some_and(|it| it.is_alphanumeric() || matches!(it, '.' | '_' | '$'))
}

/// A number in decimal digits, if it is written in another way and isn't larger than any integer.
fn decimal(number: &str) -> Option<String> {
    let digits = number.replace('_', "");
    let radix = match digits.get(..2) {
        Some("0x" | "0X") => 16,
        Some("0o" | "0O") => 8,
        Some("0b" | "0B") => 2,
        _ => return number.contains('_').then_some(digits),
    };
    let value = u128::from_str_radix(digits.get(2..)?, radix).ok()?;
    Some(value.to_string())
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
            ("0x1.", "0x1."),
            ("0x1 .5", "1 .5"),
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
    fn numbers_have_decimal_digits_alone() {
        for (text, expected) in [
            ("a_1 > 1_000.5e1_0", "a_1 > 1000.5e10"),
            ("b IN (0XfF, 0b1_01, 0o17)", "b IN (255, 5, 15)"),
            ("'1_000' || $$0xFF$$", "'1_000' || $$0xFF$$"),
            ("t12 > 12", "t12 > 12"),
        ] {
            assert_eq!(portable(text), expected);
        }
    }

    #[test]
    fn what_is_no_sql_stays() {
        assert_eq!(portable(r"'\"), r"'\");
    }
}
