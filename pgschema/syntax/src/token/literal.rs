//! Where strings, numbers and comments end.

use super::{is_identifier_part, is_identifier_start};

/// The rules between a pair of quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quote {
    /// A string where `''` is a quote.
    Plain,
    /// A string where `''` and `\'` are quotes.
    Escapes,
    /// A bit string, which can have no quote.
    Bits,
    /// An identifier where `""` is a quote.
    Identifier,
}

impl Quote {
    /// The rules of the quotes that a text starts with, and the length of what opens them.
    pub(super) fn at_start(bytes: &[u8]) -> Option<(Self, usize)> {
        match bytes {
            [b'\'', ..] => Some((Self::Plain, 1)),
            [b'"', ..] => Some((Self::Identifier, 1)),
            [b'e' | b'E', b'\'', ..] => Some((Self::Escapes, 2)),
            [b'n' | b'N', b'\'', ..] => Some((Self::Plain, 2)),
            [b'b' | b'B' | b'x' | b'X', b'\'', ..] => Some((Self::Bits, 2)),
            [b'u' | b'U', b'&', b'\'', ..] => Some((Self::Plain, 3)),
            [b'u' | b'U', b'&', b'"', ..] => Some((Self::Identifier, 3)),
            _ => None,
        }
    }

    /// The length of the literal up to its closing quote, if it has one.
    pub(super) fn end(self, bytes: &[u8], prefix: usize) -> Option<usize> {
        let quote = if self == Self::Identifier {
            b'"'
        } else {
            b'\''
        };
        let mut at = prefix;
        loop {
            match bytes.get(at)? {
                b'\\' if self == Self::Escapes => at += 2,
                byte if *byte == quote => {
                    if self == Self::Bits || bytes.get(at + 1) != Some(&quote) {
                        return Some(at + 1);
                    }
                    at += 2;
                }
                _ => at += 1,
            }
        }
    }
}

/// The `$tag$` that a text starts with.
pub(super) fn dollar_delimiter(text: &str) -> Option<&str> {
    let tag = text.strip_prefix('$')?.split_once('$')?.0;
    let bytes = tag.as_bytes();
    let is_tag = bytes
        .first()
        .is_none_or(|first| is_identifier_start(*first))
        && bytes.iter().all(|byte| is_identifier_part(*byte));
    is_tag.then(|| &text[..tag.len() + 2])
}

/// The length of a comment, which may have other comments inside.
pub(super) fn block_comment(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        match (bytes.get(at)?, bytes.get(at + 1)) {
            (b'/', Some(b'*')) => {
                depth += 1;
                at += 2;
            }
            (b'*', Some(b'/')) => {
                depth -= 1;
                at += 2;
            }
            _ => at += 1,
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The length of a number, as PostgreSQL 16 and later write them.
pub(super) fn number(bytes: &[u8]) -> usize {
    if let [b'0', radix, ..] = bytes {
        let is_digit: Option<fn(&u8) -> bool> = match radix {
            b'x' | b'X' => Some(u8::is_ascii_hexdigit),
            b'o' | b'O' => Some(|byte| matches!(byte, b'0'..=b'7')),
            b'b' | b'B' => Some(|byte| matches!(byte, b'0' | b'1')),
            _ => None,
        };
        if let Some(is_digit) = is_digit {
            // Without a digit the prefix is no number, but a zero that runs into a letter.
            return match radix_digits(&bytes[2..], is_digit) {
                0 => 1,
                digits => 2 + digits,
            };
        }
    }
    let mut at = decimal_digits(bytes);
    // In `1..5` the number ends before the dots.
    if bytes.get(at) == Some(&b'.') && bytes.get(at + 1) != Some(&b'.') {
        at += 1;
        at += decimal_digits(&bytes[at..]);
    }
    at + exponent(&bytes[at..])
}

fn exponent(bytes: &[u8]) -> usize {
    let Some(b'e' | b'E') = bytes.first() else {
        return 0;
    };
    let sign = usize::from(matches!(bytes.get(1), Some(b'+' | b'-')));
    match decimal_digits(&bytes[1 + sign..]) {
        0 => 0,
        digits => 1 + sign + digits,
    }
}

/// Digits with single underscores between them.
fn decimal_digits(bytes: &[u8]) -> usize {
    match bytes.first() {
        Some(first) if first.is_ascii_digit() => radix_digits(bytes, u8::is_ascii_digit),
        _ => 0,
    }
}

/// Digits with a single underscore before any of them.
fn radix_digits(bytes: &[u8], is_digit: fn(&u8) -> bool) -> usize {
    let mut at = 0;
    loop {
        let underscore = usize::from(bytes.get(at) == Some(&b'_'));
        match bytes.get(at + underscore) {
            Some(byte) if is_digit(byte) => at += underscore + 1,
            _ => return at,
        }
    }
}
