//! Text that somebody else wrote, put where it is read.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The text with its invisible letters made visible.
///
/// Control characters are in no valid XML or HTML, and those that turn the direction of writing
/// would let a name look like another one in a review.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_invisible) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        if is_invisible(letter) {
            // Writing to a String can't fail.
            let _ = write!(out, "{}", letter.escape_unicode());
        } else {
            out.push(letter);
        }
    }
    Cow::Owned(out)
}

fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
        // Noncharacters, the last two of each plane among them.
        || matches!(letter, '\u{fdd0}'..='\u{fdef}')
        || u32::from(letter) & 0xfffe == 0xfffe
}

/// SQL as one line: line ends and what stands around them become one space, but for those in
/// quotes, which mean something.
pub(super) fn one_line(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut quote = None;
    for letter in sql.chars() {
        match quote {
            Some(open) if open == letter => quote = None,
            None if matches!(letter, '\'' | '"') => quote = Some(letter),
            None if letter.is_whitespace() => {
                if !out.ends_with(' ') {
                    out.push(' ');
                }
                continue;
            }
            _ => {}
        }
        out.push(letter);
    }
    visible(out.trim()).into_owned()
}

/// A code span of Markdown that is safe in a cell of a table, whatever the text is.
pub(super) fn markdown_code(text: &str) -> String {
    let text = one_line(text);
    // A fence is longer than every run of backticks in the span.
    let longest = text.split(|letter| letter != '`').map(str::len).max();
    let fence = "`".repeat(longest.unwrap_or(0) + 1);
    let padding = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    let escaped = text.replace('|', "\\|");
    format!("{fence}{padding}{escaped}{padding}{fence}")
}

/// Text of Markdown in a cell of a table, with nothing in it that Markdown would read.
pub(super) fn markdown_text(text: &str) -> String {
    let text = one_line(text);
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if matches!(
            letter,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '&' | '~' | '#' | '!' | '$'
        ) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_letters_are_shown() {
        assert_eq!(visible("a\u{202e}b\u{0}"), "a\\u{202e}b\\u{0}");
        assert_eq!(visible("żółw 🐢"), "żółw 🐢");
        assert_eq!(visible("\u{1fffe}\u{feff}"), "\\u{1fffe}\\u{feff}");
    }

    #[test]
    fn lines_become_one() {
        assert_eq!(one_line("a\n  AND b\r\n\tAND c\n"), "a AND b AND c");
        assert_eq!(one_line("a = 'b\n c'\nOR d"), "a = 'b\\u{a} c' OR d");
    }

    #[test]
    fn a_code_span_holds_backticks_and_bars() {
        assert_eq!(markdown_code("a"), "`a`");
        assert_eq!(markdown_code("a`b|c"), "``a`b\\|c``");
        assert_eq!(markdown_code("``"), "``` `` ```");
    }

    #[test]
    fn text_is_no_markdown() {
        assert_eq!(
            markdown_text("<b> [x](y) | *z*"),
            "\\<b\\> \\[x\\](y) \\| \\*z\\*"
        );
    }
}
