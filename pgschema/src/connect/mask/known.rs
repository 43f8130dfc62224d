//! Secrets that are known by their form.

use std::net::Ipv6Addr;
use std::ops::Range;

use super::{before, names, near};

/// A verifier, a hash, a token or a line of a password file that begins at a place.
pub(super) fn secret(text: &str, at: usize) -> Option<Range<usize>> {
    verifier(text, at)
        .or_else(|| token(text, at))
        .or_else(|| passfile(text, at))
}

fn is_apart(text: &str, at: usize) -> bool {
    !before(text, at).is_some_and(char::is_alphanumeric)
}

/// What the server keeps of a password.
fn verifier(text: &str, at: usize) -> Option<Range<usize>> {
    const SCRAM: &str = "SCRAM-SHA-256$";
    const MD5: &str = "md5";
    let rest = &text[at..];
    if let Some(rest) = rest.strip_prefix(SCRAM) {
        let is_part =
            |c: char| c.is_ascii_alphanumeric() || matches!(c, '$' | ':' | '+' | '/' | '=');
        let start = at + SCRAM.len();
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        return (is_apart(text, at) && length > 0).then_some(start..start + length);
    }
    let rest = rest.strip_prefix(MD5)?;
    let start = at + MD5.len();
    let length = rest.find(|c: char| !c.is_ascii_hexdigit());
    let length = length.unwrap_or(rest.len());
    let ends = !rest[length..].starts_with(char::is_alphanumeric);
    (is_apart(text, at) && length == 32 && ends).then_some(start..start + length)
}

/// A signed context: `v1`, the key's name, until when, whose, and the signature.
fn token(text: &str, at: usize) -> Option<Range<usize>> {
    const VERSION: &str = "v1.";
    let rest = text[at..].strip_prefix(VERSION)?;
    if !is_apart(text, at) || before(text, at) == Some('.') {
        return None;
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (_, signature) = rest[..length].rsplit_once('.')?;
    let is_hex = signature.len() >= 64 && signature.bytes().all(|it| it.is_ascii_hexdigit());
    let start = at + VERSION.len();
    is_hex.then_some(start..start + length)
}

/// The password in a line of a password file: `host:port:database:user:password`, to the end of the line.
fn passfile(text: &str, at: usize) -> Option<Range<usize>> {
    let quote = match before(text, at) {
        Some(quote @ ('"' | '\'' | '`')) => Some(quote),
        Some(letter) if !letter.is_whitespace() => return None,
        _ => None,
    };
    let mut rest = &text[at..];
    let mut parts = [""; 4];
    for part in &mut parts {
        let end = part_length(rest)?;
        *part = &rest[..end];
        rest = &rest[end + 1..];
    }
    let [host, port, _, _] = parts;
    let is_port = port == "*" || (!port.is_empty() && port.bytes().all(|it| it.is_ascii_digit()));
    // What has digits alone is the hour.
    let is_host = !host.bytes().all(|it| it.is_ascii_digit())
        && !host.contains(is_no_host)
        && !names::is_secret(host);
    if !is_host || !is_port || is_address(text, at) {
        return None;
    }
    let start = text.len() - rest.len();
    let end = match quote {
        Some(quote) => rest.find([quote, '\n', '\r']),
        None => rest.find(['\n', '\r']),
    };
    Some(start..end.map_or(text.len(), |it| start + it))
}

/// A letter that no name of a host and no directory of a socket has.
fn is_no_host(letter: char) -> bool {
    "=$<>()[]{}&?#,;|%!+~^".contains(letter)
}

/// Whether it is the address of a network card, or one of IP: these, too, have colons between numbers.
fn is_address(text: &str, at: usize) -> bool {
    let is_part = |c: char| c.is_ascii_hexdigit() || matches!(c, ':' | '.');
    let word = near(&text[at..]);
    let word = &word[..word.find(|c| !is_part(c)).unwrap_or(word.len())];
    let word = word.trim_end_matches(['.', ':']);
    let mut bytes = word.split(':');
    let is_card = bytes.by_ref().take(6).all(|it| it.len() == 2) && word.len() == 17;
    is_card || word.parse::<Ipv6Addr>().is_ok()
}

/// Up to the `:` that ends a part; one behind a backslash is a letter of it.
fn part_length(text: &str) -> Option<usize> {
    let mut letters = text.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            ':' => return Some(at),
            '\\' if text[at + 1..].starts_with([':', '\\']) => {
                letters.next();
            }
            '"' | '\'' | '`' => return None,
            letter if letter.is_whitespace() => return None,
            _ => {}
        }
    }
    None
}
