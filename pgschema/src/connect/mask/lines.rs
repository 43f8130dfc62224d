//! Where lines end, and URLs and words within them, each looked for once.

use super::url::ends_url;

/// A piece of a text, with its last `@`.
#[derive(Clone, Copy, Default)]
pub(super) struct Piece {
    start: usize,
    pub(super) end: usize,
    last_at: Option<usize>,
}

impl Piece {
    fn new(text: &str, from: usize, end: usize) -> Self {
        Self {
            start: from,
            end,
            last_at: text[from..end].rfind('@').map(|it| from + it),
        }
    }

    const fn has(&self, at: usize) -> bool {
        self.start <= at && at < self.end
    }

    /// The last `@` behind a place.
    pub(super) fn last_at(&self, from: usize) -> Option<usize> {
        self.last_at.filter(|it| *it >= from)
    }
}

/// What is known of the line, of the piece of it up to the next URL, and of the word.
pub(super) struct Lines<'t> {
    text: &'t str,
    line: Piece,
    url: Piece,
    word: Piece,
}

impl<'t> Lines<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            line: Piece::default(),
            url: Piece::default(),
            word: Piece::default(),
        }
    }

    /// The line that a place is in.
    pub(super) fn line(&mut self, at: usize) -> Piece {
        if !self.line.has(at) {
            let end = self.text[at..].find(['\n', '\r']);
            let end = end.map_or(self.text.len(), |it| at + it);
            self.line = Piece::new(self.text, at, end);
        }
        self.line
    }

    /// What may belong to a URL that begins at a place: the line up to the next URL.
    pub(super) fn url(&mut self, at: usize) -> Piece {
        if !self.url.has(at) {
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

    /// What has no letter in it that can't stand in a URL in running text.
    pub(super) fn word(&mut self, at: usize) -> Piece {
        if !self.word.has(at) {
            let end = self.text[at..].find(ends_url);
            let end = end.map_or(self.text.len(), |it| at + it);
            self.word = Piece::new(self.text, at, end);
        }
        self.word
    }
}
