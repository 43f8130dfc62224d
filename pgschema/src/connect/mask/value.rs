//! How far a value goes.

use std::ops::Range;

use super::named::quote_length;
use super::{MASK, names, near};

/// How a value was given to its name.
pub(super) enum Assignment {
    /// `key=value key=value`, or with `;` between.
    Pair,
    /// `?key=value&key=value`
    Query,
    /// `"key": value`
    Json,
    /// `key: value`, which is also how Rust writes fields.
    Yaml,
}

/// The value that begins at a place.
pub(super) fn assigned(text: &str, at: usize, assignment: &Assignment) -> Option<Range<usize>> {
    let rest = &text[at..];
    if let Some(after) = rest.strip_prefix(MASK)
        && !after.starts_with(|c: char| c.is_alphanumeric() || c == '*')
    {
        return Some(at..at + MASK.len());
    }
    if let Some(string) = string(text, at) {
        return Some(string);
    }
    let line = &rest[..rest.find(['\n', '\r']).unwrap_or(rest.len())];
    let length = match assignment {
        Assignment::Json => line
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']'))
            .unwrap_or(line.len()),
        Assignment::Pair => {
            to_next_key(line, |c| c.is_whitespace() || matches!(c, ';' | ',' | '|'))
        }
        Assignment::Query => to_next_key(line, |c| c.is_whitespace() || c == '&'),
        Assignment::Yaml if line.trim().is_empty() => {
            let start = at + next_line(rest)?;
            return assigned(text, start, &Assignment::Yaml);
        }
        Assignment::Yaml if is_block(line) => line.len() + block_length(&rest[line.len()..]),
        Assignment::Yaml => call_length(line).unwrap_or(line.trim_end().len()),
    };
    Some(at..at + length)
}

/// A value on a command line: a string, or a word.
pub(super) fn argument(text: &str, at: usize) -> Option<Range<usize>> {
    string(text, at).or_else(|| {
        let rest = &text[at..];
        let length = rest.find(char::is_whitespace).unwrap_or(rest.len());
        Some(at..at + length)
    })
}

/// A string of SQL.
pub(super) fn literal(text: &str, at: usize) -> Option<Range<usize>> {
    match text[at..].starts_with('$') {
        true => dollar_length(&text[at..]).map(|length| at..at + length),
        false => string(text, at),
    }
}

/// A string in quotes.
fn string(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    let prefixes = ["E", "e", "U&", "u&", "N", "n", "b", "r", "f", ""];
    let prefix = prefixes.iter().find(|it| {
        rest.strip_prefix(**it)
            .is_some_and(|it| quote_length(it) > 0)
    })?;
    let start = prefix.len();
    let quote = &rest[start..start + quote_length(&rest[start..])];
    let body = start + quote.len();
    Some(at..at + body + quoted_length(&rest[body..], quote))
}

/// To the end of the quotes. One that more follows upon may be a letter of a text that nobody escaped.
fn quoted_length(text: &str, close: &str) -> usize {
    let backslashes = close.len() - 1;
    let mut first = None;
    let mut at = 0;
    while let Some(next) = text[at..].find(|c| c == '\\' || close.ends_with(c)) {
        at += next;
        if first.is_some_and(|first| at > first + 256) {
            break;
        }
        let rest = &text[at..];
        let run = rest.len() - rest.trim_start_matches('\\').len();
        let behind = &rest[run..];
        if !close.ends_with(|quote| behind.starts_with(quote)) {
            // A backslash takes the letter behind it along.
            let taken = behind.chars().next().filter(|_| run % 2 == 1);
            at += run + taken.map_or(0, char::len_utf8);
            continue;
        }
        at += run + 1;
        // In a text that is itself in quotes, each quote has backslashes; with fewer, that text ends.
        let is_letter = match backslashes {
            0 => run % 2 == 1,
            backslashes => run > backslashes,
        };
        if is_letter {
            continue;
        }
        // Doubled, it is a letter as well.
        if close.len() == 1 && text[at..].starts_with(close) {
            at += 1;
            continue;
        }
        let after = text[at..].chars().next();
        if after.is_none_or(|it| it.is_whitespace() || ",;:.)]}&\"'`\\".contains(it)) {
            return at;
        }
        first = first.or(Some(at));
    }
    match first {
        Some(first) => {
            let blank = text[first..].find(char::is_whitespace);
            blank.map_or(text.len(), |it| first + it)
        }
        None => text.len(),
    }
}

fn dollar_length(text: &str) -> Option<usize> {
    let tag = near(text.get(1..)?).find('$')? + 2;
    let is_tag = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    if !text[..tag].chars().all(is_tag) {
        return None;
    }
    let body = &text[tag..];
    let end = body.find(&text[..tag]);
    Some(end.map_or(text.len(), |end| tag + end + tag))
}

/// To where the next `key=` begins, or to the end: a value without quotes may have blanks in it.
fn to_next_key(line: &str, separates: impl Fn(char) -> bool) -> usize {
    for (sign, _) in line.match_indices('=') {
        let before = line[..sign].trim_end();
        let key = before.trim_end_matches(names::is_part);
        if !key.is_empty() && key.len() < before.len() && key.ends_with(&separates) {
            return key.trim_end_matches(&separates).len();
        }
    }
    line.trim_end().len()
}

/// `Some("…")`: to the parenthesis that closes.
fn call_length(line: &str) -> Option<usize> {
    let name = line.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')?;
    if name == 0 || !line[name..].starts_with('(') {
        return None;
    }
    let mut open = 0_usize;
    let mut is_text = false;
    let mut letters = line.char_indices().skip(name);
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' => {
                letters.next();
            }
            '"' => is_text = !is_text,
            '(' if !is_text => open += 1,
            ')' if !is_text => {
                open = open.saturating_sub(1);
                let after = line[at + 1..].trim_start();
                if open == 0 && (after.is_empty() || after.starts_with([',', '}', ')', ']'])) {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Whether a value of YAML stands in the lines below.
fn is_block(line: &str) -> bool {
    let rest = line.trim().strip_prefix(['|', '>']);
    rest.is_some_and(|it| {
        let it = it.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
        it.is_empty() || it.trim_start().starts_with('#')
    })
}

/// The lines that are empty or stand further in.
fn block_length(text: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        let is_first = length == 0;
        let is_inside = line.trim().is_empty() || line.starts_with([' ', '\t']);
        if !is_first && !is_inside {
            break;
        }
        length += line.len();
    }
    text[..length].trim_end().len()
}

/// A value of YAML may stand further in on the next line, if that has no key of its own.
fn next_line(text: &str) -> Option<usize> {
    let line = text.trim_start_matches([' ', '\t']);
    let line = line.strip_prefix('\r').unwrap_or(line).strip_prefix('\n')?;
    let value = line.trim_start_matches([' ', '\t']);
    let first = value.split_whitespace().next()?;
    let is_key = first.ends_with(':') || first == "-" || first.contains('=');
    let is_inside = value.len() < line.len() && !value.starts_with(['\n', '\r']);
    (is_inside && !is_key).then_some(text.len() - value.len())
}
