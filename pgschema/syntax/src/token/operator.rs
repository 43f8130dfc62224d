//! Where operators and punctuation end.

use super::TokenKind;

pub(super) const fn is_operator_byte(byte: u8) -> bool {
    matches!(
        byte,
        b'+' | b'-'
            | b'*'
            | b'/'
            | b'<'
            | b'>'
            | b'='
            | b'~'
            | b'!'
            | b'@'
            | b'#'
            | b'%'
            | b'^'
            | b'&'
            | b'|'
            | b'`'
            | b'?'
    )
}

/// An operator with one of these may end in `+` or `-`.
const fn allows_trailing_sign(byte: u8) -> bool {
    matches!(
        byte,
        b'~' | b'!' | b'@' | b'#' | b'%' | b'^' | b'&' | b'|' | b'`' | b'?'
    )
}

/// The server takes no longer operator.
const LONGEST: usize = 63;

/// The length of the operator that a text starts with, unless it is longer than any.
///
/// It ends where a comment starts. One of SQL's own characters ends before a sign, so that
/// `a=-1` is a comparison with a negative number. No more is looked at than an operator can have,
/// or a long row of signs, each an operator of its own, would be read from each of them on.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    let run = bytes
        .iter()
        .take(LONGEST + 2)
        .take_while(|byte| is_operator_byte(**byte))
        .count();
    let comment = bytes[..run]
        .windows(2)
        .position(|pair| matches!(pair, b"--" | b"/*"));
    let operator = &bytes[..comment.unwrap_or(run)];
    let length = if operator.iter().any(|byte| allows_trailing_sign(*byte)) {
        operator.len()
    } else {
        let signs = operator
            .iter()
            .rev()
            .take_while(|byte| matches!(byte, b'+' | b'-'))
            .count();
        (operator.len() - signs).max(1)
    };
    (length <= LONGEST).then_some(length)
}

/// The punctuation that a text starts with, and its length.
pub(super) fn punctuation(bytes: &[u8]) -> Option<(TokenKind, usize)> {
    let kind = match bytes {
        [b':', b':', ..] => return Some((TokenKind::Cast, 2)),
        [b':', b'=', ..] => return Some((TokenKind::Assign, 2)),
        [b'.', b'.', ..] => return Some((TokenKind::DotDot, 2)),
        [b':', ..] => TokenKind::Colon,
        [b'.', ..] => TokenKind::Dot,
        [b',', ..] => TokenKind::Comma,
        [b';', ..] => TokenKind::Semicolon,
        [b'(', ..] => TokenKind::OpenParen,
        [b')', ..] => TokenKind::CloseParen,
        [b'[', ..] => TokenKind::OpenBracket,
        [b']', ..] => TokenKind::CloseBracket,
        _ => return None,
    };
    Some((kind, 1))
}
