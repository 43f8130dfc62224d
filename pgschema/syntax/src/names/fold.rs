//! Names as the server reads them.

use crate::token::{Token, TokenKind};

/// The name that a token stands for, if it is an identifier.
///
/// Words without quotes fold to lower case, in ASCII only. Escapes of `U&"…"` are those of the
/// backslash; another escape character, given by `UESCAPE`, is not known here.
pub(super) fn name(token: Token<'_>) -> Option<String> {
    match token.kind {
        TokenKind::Identifier => Some(token.text.to_ascii_lowercase()),
        TokenKind::QuotedIdentifier => {
            let (prefix, quoted) = token.text.split_once('"')?;
            let name = quoted.strip_suffix('"')?.replace("\"\"", "\"");
            Some(if prefix.is_empty() {
                name
            } else {
                unescape(&name)
            })
        }
        _ => None,
    }
}

/// The text with its `\XXXX`, `\+XXXXXX` and `\\` replaced, and with wrong escapes left alone.
fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, escape)) = rest.split_once('\\') {
        out.push_str(before);
        let (character, length) = if escape.starts_with('\\') {
            ('\\', 1)
        } else if let Some(long) = escape.strip_prefix('+') {
            code_point(long, 6).map_or(('\\', 0), |character| (character, 7))
        } else {
            code_point(escape, 4).map_or(('\\', 0), |character| (character, 4))
        };
        out.push(character);
        rest = &escape[length..];
    }
    out.push_str(rest);
    out
}

fn code_point(text: &str, digits: usize) -> Option<char> {
    let digits = text.get(..digits)?;
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    u32::from_str_radix(digits, 16)
        .ok()
        .and_then(char::from_u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_replaced() {
        assert_eq!(unescape(r"d\0061t\+000061"), "data");
        assert_eq!(unescape(r"a\\b"), r"a\b");
    }

    #[test]
    fn wrong_escapes_are_left_alone() {
        for text in [r"\", r"\00", r"\+00006", r"\ééé", r"\D800", r"a\zzzz"] {
            assert_eq!(unescape(text), text);
        }
    }
}
