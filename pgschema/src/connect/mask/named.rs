//! Secrets that stand behind their names.

use std::ops::Range;

use super::lines::Lines;
use super::names::{self, code};
use super::value::{self, Assignment};
use super::{before, begins, near};

/// The value of a name that begins at a place: after `=` or `:`, in tags, on a command line, or in SQL as a string after
/// PASSWORD.
pub(super) fn secret(text: &str, at: usize, lines: &mut Lines<'_>) -> Option<Range<usize>> {
    if !begins_name(text, at) {
        return None;
    }
    let length = names::length(&text[at..]);
    let name = &text[at..at + length];
    if !names::is_secret(name) {
        return None;
    }
    let first = before(text, at);
    let mut here = at + length;
    let quote = quote_length(&text[here..]);
    if quote == 0 && first == Some('<') && text[here..].starts_with('>') {
        let start = here + 1;
        let end = text[start..].find(['<', '\n']);
        return Some(start..end.map_or(text.len(), |it| start + it));
    }
    here += quote;
    let behind = here + blank(&text[here..]);
    if let Some((length, sign)) = assignment(&text[behind..]) {
        let start = behind + length;
        let start = start + blank_in_line(&text[start..]);
        let assignment = match (sign, quote > 0) {
            (':', true) => Assignment::Json,
            (':', false) => Assignment::Yaml,
            _ if matches!(first, Some('?' | '&')) || code_before(text, at).is_some() => {
                Assignment::Query
            }
            _ => Assignment::Pair(first.filter(|it| separates_pairs(*it))),
        };
        return value::assigned(text, start, &assignment, lines);
    }
    if name.starts_with("--") && behind > here && !text[behind..].starts_with('-') {
        return value::argument(text, behind, lines);
    }
    value::literal(text, behind_comments(text, at + length)?)
}

/// Whether pairs may stand behind a letter that aren't told apart by blanks alone.
fn separates_pairs(letter: char) -> bool {
    matches!(letter, ';' | ',' | '|' | '(' | '[' | '{')
}

/// Whether no name goes on here that began before.
fn begins_name(text: &str, at: usize) -> bool {
    let letter = text[at..].chars().next();
    let is_name = letter.is_some_and(|it| names::is_part(it) || it == '%');
    let goes_on = match before(text, at) {
        None => false,
        // In the middle of a code.
        Some('%') if code(&text[at - 1..]).is_some() => true,
        Some(_) if code_before(text, at).is_some_and(|it| !names::is_part(it)) => false,
        Some(letter) => names::is_part(letter),
    };
    is_name && !goes_on
}

/// What the %-code in front of a place stands for.
fn code_before(text: &str, at: usize) -> Option<char> {
    code(text.get(at.checked_sub(3)?..at)?)
}

/// How long `=`, `:`, `:=`, `==` or `=>` is, also in %-codes, and which it is.
fn assignment(text: &str) -> Option<(usize, char)> {
    let (sign, mut length) = match text.chars().next()? {
        '%' => (code(text)?, 3),
        letter => (letter, 1),
    };
    if !matches!(sign, '=' | ':') || text.starts_with("://") || begins(text, "%3A%2F%2F") {
        return None;
    }
    length += usize::from(text[length..].starts_with(['=', '>']));
    // `:=` is no `:` of YAML.
    Some((length, if length == 2 { '=' } else { sign }))
}

/// How long a quote is, with the backslashes in front of it.
pub(super) fn quote_length(text: &str) -> usize {
    let rest = text.trim_start_matches('\\');
    match rest.starts_with(['"', '\'']) {
        true => text.len() - rest.len() + 1,
        false => 0,
    }
}

fn blank(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

fn blank_in_line(text: &str) -> usize {
    text.len() - text.trim_start_matches([' ', '\t']).len()
}

/// Behind the blanks and comments of SQL; nothing, if there is neither.
fn behind_comments(text: &str, at: usize) -> Option<usize> {
    let near = near(&text[at..]);
    let mut rest = near;
    loop {
        let before = rest.len();
        rest = rest.trim_start();
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = &comment[comment.find("*/")? + 2..];
        } else if let Some(comment) = rest.strip_prefix("--") {
            rest = &comment[comment.find('\n')? + 1..];
        }
        if rest.len() == before {
            break;
        }
    }
    let length = near.len() - rest.len();
    (length > 0 || rest.starts_with('\'')).then_some(at + length)
}
