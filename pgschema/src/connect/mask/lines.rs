//! Where lines end, and URLs within them, each looked for once.

/// A piece of a text, with its last `@`.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    pub(super) end: usize,
    last_at: Option<usize>,
}

impl Piece {
    fn new(text: &str, from: usize, end: usize) -> Self {
        Self {
            end,
            last_at: text[from..end].rfind('@').map(|it| from + it),
        }
    }

    /// The last `@` behind a place.
    pub(super) fn last_at(&self, from: usize) -> Option<usize> {
        self.last_at.filter(|it| *it >= from)
    }
}

/// What is known of the line, and of the piece of it up to the next URL.
pub(super) struct Lines<'t> {
    text: &'t str,
    line: Piece,
    url: Piece,
}

impl<'t> Lines<'t> {
    pub(super) const fn new(text: &'t str) -> Self {
        let piece = Piece {
            end: 0,
            last_at: None,
        };
        Self {
            text,
            line: piece,
            url: piece,
        }
    }

    /// The line that a place is in.
    pub(super) fn line(&mut self, at: usize) -> Piece {
        if at >= self.line.end {
            let end = self.text[at..].find(['\n', '\r']);
            let end = end.map_or(self.text.len(), |it| at + it);
            self.line = Piece::new(self.text, at, end);
        }
        self.line
    }

    /// What may belong to a URL that begins at a place: the line up to the next URL.
    pub(super) fn url(&mut self, at: usize) -> Piece {
        if at >= self.url.end {
            let line = self.line(at).end;
            let piece = &self.text[at..line];
            let end = piece.match_indices("://").find_map(|(end, _)| {
                let is_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '.' | '-');
                let before = piece[..end].trim_end_matches(is_scheme);
                let is_apart = |c: char| c.is_whitespace() || "\"'`,;|(<[{".contains(c);
                (end > before.len() + 1 && before.ends_with(is_apart)).then_some(before.len())
            });
            let end = end.map_or(line, |it| at + it);
            self.url = Piece::new(self.text, at, end);
        }
        self.url
    }
}
