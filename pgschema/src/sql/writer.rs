use std::collections::BTreeSet;
use std::fmt;

/// Something that writes itself as SQL.
///
/// Every value and every statement of [`crate::sql`] does. Quotes are put around names and literals
/// while they are written, so that nothing has to be escaped before.
///
/// ```
/// use pgschema::sql::{Literal, ToSql};
///
/// assert_eq!(Literal::text("it's")?.to_sql(), "'it''s'");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
pub trait ToSql {
    /// Appends the SQL.
    fn write(&self, out: &mut Writer);

    /// The SQL as text of its own. To put several statements together, [`write`](Self::write) them
    /// to one [`Writer`] instead.
    fn to_sql(&self) -> String {
        let mut out = Writer::default();
        self.write(&mut out);
        out.into_string()
    }
}

impl<T: ToSql + ?Sized> ToSql for &T {
    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }
}

impl<T: ToSql + ?Sized> ToSql for Box<T> {
    fn write(&self, out: &mut Writer) {
        (**self).write(out);
    }
}

/// `Display` as the SQL.
macro_rules! display_as_sql {
    ($($name:ty),* $(,)?) => {
        $(impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&$crate::sql::ToSql::to_sql(self))
            }
        })*
    };
}

pub(super) use display_as_sql;

/// A text under construction.
///
/// Only this crate can append text as it is; everybody else appends values, which write themselves.
///
/// ```
/// use pgschema::sql::{ResetRole, ToSql, Writer};
///
/// let mut out = Writer::with_capacity(64);
/// ResetRole.write(&mut out);
/// assert_eq!(out.into_string(), "RESET ROLE;");
/// ```
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    indent: usize,
}

impl Writer {
    /// An empty text with room for `bytes`.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
            indent: 0,
        }
    }

    /// An empty text whose lines stand `spaces` further to the right.
    pub(super) const fn indented(spaces: usize) -> Self {
        Self {
            text: String::new(),
            indent: spaces,
        }
    }

    /// Appends text as it is.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Begins a line with so many spaces.
    pub(super) fn push_line(&mut self, spaces: usize) {
        const SPACES: &str = "                ";
        let spaces = self.indent + spaces;
        self.text.push('\n');
        match SPACES.get(..spaces) {
            Some(spaces) => self.text.push_str(spaces),
            None => self.text.extend(std::iter::repeat_n(' ', spaces)),
        }
    }

    /// Appends what `Display` makes of a value, for numbers.
    pub(crate) fn push_display(&mut self, value: impl fmt::Display) {
        use fmt::Write as _;
        // Writing to a String can't fail.
        let _ = write!(self.text, "{value}");
    }

    /// Appends `text` between quotes, each quote inside it doubled.
    pub(crate) fn push_quoted(&mut self, quote: char, text: &str) {
        self.text.push(quote);
        for (position, part) in text.split(quote).enumerate() {
            if position > 0 {
                self.text.push(quote);
                self.text.push(quote);
            }
            self.text.push_str(part);
        }
        self.text.push(quote);
    }

    /// Appends a string constant. One with a backslash becomes an `E''` constant, which reads the
    /// same whatever `standard_conforming_strings` says.
    pub(crate) fn push_string_constant(&mut self, text: &str) {
        if !text.contains('\\') {
            return self.push_quoted('\'', text);
        }
        self.text.push_str("E'");
        for letter in text.chars() {
            if matches!(letter, '\'' | '\\') {
                self.text.push(letter);
            }
            self.text.push(letter);
        }
        self.text.push('\'');
    }

    /// Appends `text` as a dollar-quoted constant, with a tag that doesn't occur in it.
    pub(crate) fn push_dollar_quoted(&mut self, text: &str) {
        let tag = dollar_quote_tag(text);
        self.push(&tag);
        self.push(text);
        self.push(&tag);
    }

    /// Appends a comment of one line, whatever the text is.
    pub(crate) fn push_comment(&mut self, text: &str) {
        self.push("-- ");
        let start = self.text.len();
        self.push(text);
        self.end_comment(start);
    }

    /// Appends a comment of one line, whatever the SQL of a value is.
    pub(crate) fn push_comment_of(&mut self, value: &impl ToSql) {
        self.push("-- ");
        let start = self.text.len();
        value.write(self);
        self.end_comment(start);
    }

    /// Ends a comment, and makes one line of what was written since `start`.
    fn end_comment(&mut self, start: usize) {
        let comment = self.text.get(start..).unwrap_or_default();
        if comment.contains(char::is_control) {
            let comment = comment.replace(char::is_control, " ");
            self.text.truncate(start);
            self.text.push_str(&comment);
        }
        self.text.push('\n');
    }

    /// Appends things with a separator between them.
    pub(crate) fn push_list<T: ToSql>(
        &mut self,
        items: impl IntoIterator<Item = T>,
        separator: &str,
    ) {
        for (position, item) in items.into_iter().enumerate() {
            if position > 0 {
                self.push(separator);
            }
            item.write(self);
        }
    }

    /// Appends ` (a, b)`.
    pub(super) fn push_in_parentheses<T: ToSql>(&mut self, items: impl IntoIterator<Item = T>) {
        self.push(" (");
        self.push_list(items, ", ");
        self.push(")");
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.text
    }
}

/// `$$`, or `$body1$` and so on where the text itself could be read as the end of the constant.
fn dollar_quote_tag(text: &str) -> String {
    // A text that ends in `$` would lengthen the closing tag `$$`.
    if !text.contains("$$") && !text.ends_with('$') {
        return "$$".to_owned();
    }
    let mut taken = BTreeSet::new();
    for (start, prefix) in text.match_indices("$body") {
        let digits = text.get(start + prefix.len()..).unwrap_or_default();
        let length = digits.bytes().take_while(u8::is_ascii_digit).count();
        // `$body1` is in `$body12` too. No text is long enough for a number of more digits.
        let most = if digits.starts_with('0') {
            1
        } else {
            MOST_DIGITS
        };
        for end in 1..=length.min(most) {
            taken.extend(digits.get(..end).and_then(|it| it.parse::<usize>().ok()));
        }
    }
    // The text is finite, so one of the tags isn't in it.
    let number = (0..).find(|number| !taken.contains(number));
    format!("$body{}$", number.unwrap_or_default())
}

/// As many digits as the number of occurrences of anything in a text can have.
const MOST_DIGITS: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Writer)) -> String {
        let mut out = Writer::default();
        write(&mut out);
        out.into_string()
    }

    #[test]
    fn quotes_are_doubled_wherever_they_stand() {
        for (text, expected) in [
            ("", "''"),
            ("'", "''''"),
            ("''", "''''''"),
            ("'a'b'", "'''a''b'''"),
        ] {
            assert_eq!(written(|out| out.push_quoted('\'', text)), expected);
        }
    }

    #[test]
    fn a_backslash_makes_an_escape_constant() {
        let sql = written(|out| out.push_string_constant("\\' OR true --"));
        assert_eq!(sql, "E'\\\\'' OR true --'");
    }

    #[test]
    fn the_tag_of_a_dollar_quoted_constant_does_not_occur_in_it() {
        for (text, tag) in [
            ("a $ b", "$$"),
            ("a $$ b", "$body0$"),
            ("a$", "$body0$"),
            ("$$ $body0$", "$body1$"),
            ("$$ $body0", "$body1$"),
            ("$$ $body0 $body12", "$body2$"),
            ("$$ $body0123456789012345678901234567890", "$body1$"),
        ] {
            let sql = written(|out| out.push_dollar_quoted(text));
            assert_eq!(sql, format!("{tag}{text}{tag}"));
        }
    }

    #[test]
    fn a_text_of_many_tags_has_another_one() {
        let tags = (0..200_000).map(|number| format!("$body{number}$"));
        let tag = dollar_quote_tag(&tags.collect::<String>());
        assert_eq!(tag, "$body200000$");
    }

    #[test]
    fn a_comment_has_one_line() {
        let sql = written(|out| out.push_comment("a\n; DROP TABLE b\r\u{b}\u{85}c"));
        assert_eq!(sql, "-- a ; DROP TABLE b   c\n");
    }
}
