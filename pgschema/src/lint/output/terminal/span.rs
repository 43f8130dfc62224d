//! Which letters of a source a finding is about, if only the line is known.

use std::ops::Range;

use crate::lint::{Object, Part};

/// From the first letter of the attribute, the field or the struct at the line to its end; nothing if
/// the source has none there, as after a change.
pub(super) fn of(source: &str, line: u32, object: &Object) -> Option<Range<usize>> {
    let before = usize::try_from(line).ok()?.checked_sub(1)?;
    let start = match before {
        0 => 0,
        _ => source.match_indices('\n').nth(before - 1)?.0 + 1,
    };
    if source.get(start..)?.lines().next()?.trim().is_empty() {
        return None;
    }
    let mut scan = Scan { source, at: start };
    scan.skip_blank();
    if let Some((Part::Column, _)) = object.part()
        && let Some(field) = scan.clone().field()
    {
        return Some(field);
    }
    while scan.is_attribute() {
        let attribute = scan.attribute()?;
        // The place of a struct is its `derive`, and its `pg` says more.
        if source.get(attribute.clone())?.contains("pg(") {
            return Some(attribute);
        }
        scan.skip_blank();
    }
    scan.item()
}

#[derive(Clone)]
struct Scan<'a> {
    source: &'a str,
    at: usize,
}

impl Scan<'_> {
    fn rest(&self) -> &str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn is_attribute(&self) -> bool {
        self.rest().starts_with("#[")
    }

    /// Goes past what separates and what explains.
    fn skip_blank(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            let comment = comment(&rest[blank..]);
            self.at += blank + comment;
            if comment == 0 {
                return;
            }
        }
    }

    fn attribute(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let mut depth = 0_usize;
        while let Some(letter) = self.rest().chars().next() {
            match letter {
                '[' => depth += 1,
                ']' => depth = depth.checked_sub(1)?,
                _ => {}
            }
            self.skip_token();
            if letter == ']' && depth == 0 {
                return Some(start..self.at);
            }
        }
        None
    }

    /// A field with the attributes before it; nothing if it is a struct, which is where columns are
    /// that have no field.
    fn field(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        while self.is_attribute() {
            self.attribute()?;
            self.skip_blank();
        }
        let item = self.item()?;
        let mut words = self.source.get(item.clone())?.split_whitespace();
        let is_struct = words.any(|word| word == "struct");
        (!is_struct).then_some(start..item.end)
    }

    /// Up to the comma after it, or to the bracket that it stands in or that begins a body.
    fn item(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        let mut open = Vec::new();
        let mut end = start;
        let mut previous = ' ';
        while let Some(letter) = self.rest().chars().next() {
            let is_outside = open.is_empty();
            match letter {
                ',' | ';' | '{' if is_outside => break,
                '(' | '[' | '{' => open.push(letter),
                // Of a type; within other brackets it compares.
                '<' if open.last().is_none_or(|it| *it == '<') => open.push(letter),
                '>' if open.last() == Some(&'<') && previous != '-' => {
                    open.pop();
                }
                ')' | ']' | '}' => {
                    while open.pop_if(|it| *it == '<').is_some() {}
                    if open.pop().is_none() {
                        break;
                    }
                }
                _ => {}
            }
            let is_comment = comment(self.rest()) > 0;
            self.skip_token();
            if !is_comment && !letter.is_whitespace() {
                end = self.at;
            }
            previous = letter;
        }
        (end > start).then_some(start..end)
    }

    /// Goes past a comment, a string, a character or one letter.
    fn skip_token(&mut self) {
        let rest = self.rest();
        let length = match comment(rest) {
            0 => match string(rest) {
                0 => rest.chars().next().map_or(0, char::len_utf8),
                length => length,
            },
            length => length,
        };
        self.at += length;
    }
}

/// The length of the comment that the text begins with.
fn comment(text: &str) -> usize {
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if !text.starts_with("/*") {
        return 0;
    }
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|it| !it.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of the string or character that the text begins with.
fn string(text: &str) -> usize {
    if let Some(raw) = text.strip_prefix('r') {
        let hashes = raw.len() - raw.trim_start_matches('#').len();
        if raw[hashes..].starts_with('"') {
            let end = format!("\"{}", "#".repeat(hashes));
            let opening = 1 + hashes + 1;
            let close = text[opening..].find(&end);
            return close.map_or(text.len(), |close| opening + close + end.len());
        }
        return 0;
    }
    let mut letters = text.char_indices();
    match letters.next() {
        Some((_, '"')) => {}
        // `'a'` and `'\n'`, but not the lifetime `'a`.
        Some((_, '\'')) => {
            let mut after = text.chars().skip(1);
            let first = after.next();
            if first != Some('\\') && after.next() != Some('\'') {
                return 0;
            }
        }
        _ => return 0,
    }
    let quote = text.chars().next();
    let mut is_escaped = false;
    for (at, letter) in letters {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            _ if Some(letter) == quote => return at + letter.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests;
