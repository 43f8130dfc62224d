//! How far a value goes.

use std::ops::Range;

use super::lines::Lines;
use super::named::quote_length;
use super::{MASK, names, near};

/// How a value was given to its name.
pub(super) enum Assignment {
    /// `key=value key=value`; also with what stands before the key, such as a `;`, between.
    Pair(Option<char>),
    /// `?key=value&key=value`
    Query,
    /// `"key": value`
    Json,
    /// `key: value`, which is also how Rust writes fields.
    Yaml,
}

/// The value that begins at a place.
pub(super) fn assigned(
    text: &str,
    at: usize,
    assignment: &Assignment,
    lines: &mut Lines<'_>,
) -> Option<Range<usize>> {
    let rest = &text[at..];
    if let Some(masked) = masked(text, at) {
        return Some(masked);
    }
    let string = match assignment {
        // YAML has no letters in front of its quotes.
        Assignment::Yaml if quote_length(rest) == 0 => None,
        _ => string(text, at),
    };
    let quoted = string.as_ref().map_or(0, |it| it.end - at);
    if quoted > 0 && rest[quoted..].chars().next().is_none_or(ends_value) {
        return string;
    }
    let line = &text[at..lines.line(at).end];
    let length = match assignment {
        Assignment::Json => line
            .find(|c: char| c.is_whitespace() || matches!(c, ',' | '}' | ']'))
            .unwrap_or(line.len()),
        Assignment::Pair(separator) => {
            let separator = separator.map(|it| if matches!(it, ';' | '|') { it } else { ',' });
            let pair = to_next_key(line, |c| c.is_whitespace() || Some(c) == separator);
            match quoted {
                0 => pair,
                _ => pair.max(word_length(line)),
            }
        }
        Assignment::Query => to_next_key(line, |c| c.is_whitespace() || c == '&'),
        Assignment::Yaml if line.trim().is_empty() => {
            let start = at + next_line(rest)?;
            return assigned(text, start, &Assignment::Yaml, lines);
        }
        Assignment::Yaml if is_block(line) => line.len() + block_length(&rest[line.len()..]),
        Assignment::Yaml => call_length(line).unwrap_or(line.trim_end().len()),
    };
    Some(whole(text, at..at + length.max(quoted)))
}

/// What may stand behind a whole value.
fn ends_value(letter: char) -> bool {
    letter.is_whitespace() || ",;|:.)]}&".contains(letter)
}

/// What stands for a value already.
fn masked(text: &str, at: usize) -> Option<Range<usize>> {
    let after = text[at..].strip_prefix(MASK)?;
    let ends = after.chars().next().is_none_or(ends_value);
    ends.then_some(at..at + MASK.len())
}

/// A value and what is left of it, where its quotes ended in the middle of a word.
fn whole(text: &str, value: Range<usize>) -> Range<usize> {
    let rest = text[value.end..].find(ends_value);
    value.start..rest.map_or(text.len(), |it| value.end + it)
}

/// A value on a command line: a string, or a word.
pub(super) fn argument(text: &str, at: usize, lines: &mut Lines<'_>) -> Option<Range<usize>> {
    masked(text, at).or_else(|| {
        let quoted = string(text, at).map_or(0, |it| it.end - at);
        let length = quoted.max(word_length(&text[at..lines.line(at).end]));
        Some(whole(text, at..at + length))
    })
}

/// A word of a shell, in which strings and letters may follow upon each other: `'it'\''s'`.
fn word_length(line: &str) -> usize {
    let blank = || line.find(char::is_whitespace).unwrap_or(line.len());
    let mut at = 0;
    while let Some(letter) = line[at..].chars().next() {
        at += match letter {
            letter if letter.is_whitespace() => return at,
            '\'' => match line[at + 1..].find('\'') {
                Some(end) => end + 2,
                None => return blank(),
            },
            '"' => match escaped_length(&line[at + 1..], '"', 0) {
                Some(length) => length + 1,
                None => return blank(),
            },
            '\\' => 1 + line[at + 1..].chars().next().map_or(0, char::len_utf8),
            letter => letter.len_utf8(),
        };
    }
    line.len()
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
    let text = &rest[start + quote.len()..];
    let mut length = quoted_length(text, quote);
    if let Ok(quote) = quote.parse() {
        // Which way of writing a quote was meant isn't said: the longest string has the password in it, whichever it is.
        length = length.max(doubled_length(text, quote));
        for level in 0..3 {
            length = length.max(escaped_length(text, quote, level).unwrap_or(text.len()));
        }
    }
    Some(at..at + start + quote.len() + length)
}

/// To the end of the quotes, where a quote within is written twice, and a backslash is a letter.
fn doubled_length(text: &str, quote: char) -> usize {
    let mut quotes = text.match_indices(quote);
    while let Some((at, _)) = quotes.next() {
        if !text[at + 1..].starts_with(quote) {
            return at + 1;
        }
        quotes.next();
    }
    text.len()
}

/// To the end of the quotes, where a quote within stands behind a backslash; behind two, if the whole stands in a
/// text that is itself in quotes of another kind, and so on for each level of these.
fn escaped_length(text: &str, quote: char, level: u32) -> Option<usize> {
    let mut quotes = text.match_indices(quote);
    let close = quotes.find(|(at, _)| {
        let before = &text[..*at];
        let run = before.len() - before.trim_end_matches('\\').len();
        (run >> level) & 1 == 0
    });
    close.map(|(at, _)| at + 1)
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
        if after.is_none_or(|it| ends_value(it) || "\"'`\\".contains(it)) {
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
        if key.is_empty() || key.len() == before.len() || !key.ends_with(&separates) {
            continue;
        }
        let value = key.trim_end_matches(&separates);
        // A blank behind a backslash belongs to the value.
        let backslashes = value.len() - value.trim_end_matches('\\').len();
        let mut separators = key[value.len()..].chars();
        let taken = separators.next().filter(|_| backslashes % 2 == 1);
        if taken.is_none() || separators.next().is_some() {
            return value.len() + taken.map_or(0, char::len_utf8);
        }
    }
    line.trim_end().len()
}

/// `Some("…")`: to the parenthesis that closes.
fn call_length(line: &str) -> Option<usize> {
    let name = line.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':')?;
    // The name of a type, and a string: else it may be a password that only looks like that.
    let mut letters = line.chars();
    let is_type = letters.next().is_some_and(char::is_uppercase)
        && letters.next().is_some_and(char::is_lowercase);
    if !is_type || !line[name..].starts_with("(\"") {
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
