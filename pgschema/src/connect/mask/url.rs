//! Passwords in front of the `@` of a URL.

use std::ops::Range;

use super::lines::Lines;
use super::{before, begins, near};

/// The password of a URL whose `://` stands at a place. What stands in the query is found by its name.
pub(super) fn secret(text: &str, at: usize, lines: &mut Lines<'_>) -> Option<Range<usize>> {
    let rest = &text[at..];
    if rest.starts_with('%') {
        return coded(text, at);
    }
    rest.strip_prefix("://")?;
    let start = at + 3;
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
    let scheme = near_end(&text[..at]);
    let begin = at - (scheme.len() - scheme.trim_end_matches(is_scheme).len());
    let scheme = &text[begin..at];
    let is_server = ["postgres", "postgresql"]
        .iter()
        .any(|it| scheme.len() >= it.len() && begins(&scheme[scheme.len() - it.len()..], it));
    let piece = lines.url(start);
    let end = closing_quote(text, begin, start..piece.end).unwrap_or(piece.end);
    let body = &text[start..end];
    if body.starts_with('[') {
        return None;
    }
    let colon = body.find(':')?;
    let password = start + colon + 1;
    let sign = match end == piece.end {
        true => piece.last_at(start),
        false => body.rfind('@').map(|it| start + it),
    };
    // A port, and no password.
    let is_port = names_port(&text[password..end]);
    if !is_server {
        sign?;
        let word = lines.word(start);
        let is_authority = !text[start..word.end.min(start + colon)].contains(['/', '?', '#']);
        let in_url = match word.end < end {
            true => word.last_at(start),
            false => sign,
        };
        return match in_url {
            Some(sign) => Some(password..sign).filter(|it| it.start <= it.end),
            None if is_port || !is_authority => None,
            // With a blank in it, which nobody coded.
            None => sign.filter(|it| *it >= password).map(|it| password..it),
        };
    }
    let host = sign.map_or(start, |it| it + 1);
    match sign.filter(|it| *it >= password) {
        // The last one: nobody may have coded those of the password.
        Some(sign) => Some(password..sign),
        None if is_port || text[host..].starts_with('[') => None,
        // The end of the URL may be cut off, or the line goes on with another.
        None => {
            let line = lines.line(start);
            let blank = text[password..line.end].find(char::is_whitespace);
            let blank = blank.map_or(line.end, |it| password + it);
            Some(password..line.last_at(password).unwrap_or(blank))
        }
    }
}

/// The same, where the URL is itself a value of another and is coded for that.
fn coded(text: &str, at: usize) -> Option<Range<usize>> {
    const SEPARATOR: &str = "%3A%2F%2F";
    begins(&text[at..], SEPARATOR).then_some(())?;
    let start = at + SEPARATOR.len();
    let body = near(&text[start..]);
    let body = &body[..body.find(|c| ends_url(c) || c == '&').unwrap_or(body.len())];
    let places = || (0..body.len()).filter(|it| body.is_char_boundary(*it));
    let stands = |place: usize, code: &str, letter: char| {
        begins(&body[place..], code) || body[place..].starts_with(letter)
    };
    let sign = places().rev().find(|it| stands(*it, "%40", '@'))?;
    let colon = places().find(|it| stands(*it, "%3A", ':'))?;
    let length = if body[colon..].starts_with(':') { 1 } else { 3 };
    (colon < sign).then_some(start + colon + length..start + sign)
}

/// Ends a URL in running text: what can't stand in one.
pub(super) fn ends_url(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '"' | '\'' | '`' | '<' | '>')
}

fn names_port(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_end = |c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '/' | '?' | '#' | ',' | '"' | '\'' | ')' | ']' | '}' | ';'
            )
    };
    rest.len() < text.len() && (rest.is_empty() || rest.starts_with(is_end))
}

/// The quote that closes a URL in quotes, if it isn't a letter of the password: more would follow.
fn closing_quote(text: &str, begin: usize, body: Range<usize>) -> Option<usize> {
    let quote = before(text, begin).filter(|it| matches!(it, '"' | '\'' | '`'))?;
    let inner = near(&text[body.clone()]);
    let mut quotes = inner.match_indices(quote);
    let close = quotes.find(|(at, _)| {
        let after = inner[at + 1..].chars().next();
        !inner[..*at].ends_with('\\')
            && after.is_none_or(|it| it.is_whitespace() || ",;:.)]}".contains(it))
    });
    close.map(|(at, _)| body.start + at)
}

/// The end of a text, as much as a scheme may be long.
fn near_end(text: &str) -> &str {
    let mut start = text.len().saturating_sub(32);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}
