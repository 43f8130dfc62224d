use std::fmt;

/// Something that PostgreSQL can read.
pub trait ToSql {
    /// Writes the SQL.
    fn write(&self, out: &mut Writer);

    /// The SQL as text.
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

/// The text under construction.
///
/// The one place where quotes are put around names and literals.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
}

impl Writer {
    /// An empty text with room for `bytes`.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self {
            text: String::with_capacity(bytes),
        }
    }

    /// Appends text as it is.
    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
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
        let mut rest = text;
        while let Some(at) = rest.find(quote) {
            self.text.push_str(&rest[..=at]);
            self.text.push(quote);
            rest = &rest[at + 1..];
        }
        self.text.push_str(rest);
        self.text.push(quote);
    }

    /// Appends a string constant. One with a backslash becomes an `E''` constant, which reads the
    /// same whatever `standard_conforming_strings` says.
    pub(crate) fn push_string_constant(&mut self, text: &str) {
        if text.contains('\\') {
            self.text.push('E');
            self.push_quoted('\'', &text.replace('\\', "\\\\"));
        } else {
            self.push_quoted('\'', text);
        }
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
        self.text.push_str("-- ");
        for (position, part) in text.split(char::is_control).enumerate() {
            self.text.push_str(if position > 0 { " " } else { "" });
            self.text.push_str(part);
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
    (0u64..)
        .map(|number| format!("$body{number}$"))
        .find(|tag| !text.contains(tag.trim_end_matches('$')))
        .unwrap_or_else(|| "$$".to_owned())
}
