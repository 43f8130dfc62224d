//! Which relations, functions and types a text refers to.

use super::fold;
use crate::keyword::{self, Category};
use crate::token::{Token, TokenKind, tokens};

/// A name as it is written: its parts, as the server reads them.
pub type Path = Vec<String>;

/// What a statement or an expression refers to, by what it must be.
///
/// [`references`] finds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// What stands where a table or a view does: after `FROM`, `JOIN`, `INTO`.
    pub relations: Vec<Path>,
    /// What is called.
    pub functions: Vec<Path>,
    /// What stands where a type does, and nowhere else: after `::`, in `CAST(… AS …)`, in a list of
    /// columns with their types.
    pub types: Vec<Path>,
    /// Names with a schema that stand elsewhere. Most are columns with their table.
    pub qualified: Vec<Path>,
}

/// What a text refers to, however often it does.
///
/// The names that `WITH` gives are none, where they hold; nor are columns, aliases and the names of
/// arguments. A text with an error in it gives what comes before the error.
///
/// ```
/// use pgschema_syntax::names::references;
///
/// let found = references("SELECT a AS total, app.net(b)::app.money FROM app.orders o JOIN users USING (id)");
/// assert_eq!(found.relations, [vec!["app", "orders"], vec!["users"]]);
/// assert_eq!(found.functions, [["app", "net"]]);
/// assert_eq!(found.types, [["app", "money"]]);
/// ```
#[must_use]
pub fn references(text: &str) -> References {
    let tokens: Vec<Token<'_>> = tokens(text)
        .map_while(Result::ok)
        .filter(|token| token.kind != TokenKind::Comment)
        .collect();
    let mut search = Search {
        tokens: &tokens,
        frames: vec![Frame::query()],
        found: References::default(),
    };
    let mut at = 0;
    while at < tokens.len() {
        at = search.step(at);
    }
    search.found
}

/// The name of a type, without its modifiers.
///
/// ```
/// use pgschema_syntax::names::type_reference;
///
/// assert_eq!(type_reference("app.status[]"), ["app", "status"]);
/// assert_eq!(type_reference("Numeric(12, 2)"), ["numeric"]);
/// ```
#[must_use]
pub fn type_reference(type_name: &str) -> Path {
    let tokens: Vec<Token<'_>> = tokens(type_name).map_while(Result::ok).collect();
    path(&tokens, 0).0
}

/// What stands in one pair of parentheses, or in none.
#[derive(Default)]
struct Frame {
    kind: Kind,
    /// What the next name is.
    next: Next,
    /// Whether a comma is followed by another relation.
    in_from: bool,
    /// Whether the statement has a `USING` of its own, with a relation after it.
    has_using: bool,
    /// Whether names of `WITH` hold in their own queries.
    recursive: bool,
    /// The names that `WITH` has given here.
    given: Vec<String>,
    /// The one that holds when the parentheses around its query are closed.
    pending: Option<String>,
}

impl Frame {
    fn query() -> Self {
        Self {
            kind: Kind::Query,
            ..Self::default()
        }
    }
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    /// A query, or a list of joined relations in it.
    Query,
    /// `CAST(…)`, or a list of columns with their types after an alias.
    Typed,
    /// An expression, a list.
    #[default]
    Other,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Next {
    /// A column, an alias, a function: what it is like.
    #[default]
    Any,
    /// A relation, or a function in its place.
    Relation,
    /// A relation, with a list of its columns after it.
    Target,
    /// A name that `WITH` gives.
    Given,
}

struct Search<'a> {
    tokens: &'a [Token<'a>],
    frames: Vec<Frame>,
    found: References,
}

impl Search<'_> {
    /// Looks at the token at `at` and gives the index to go on with, which is always a later one.
    fn step(&mut self, at: usize) -> usize {
        match self.kind(at) {
            Some(TokenKind::OpenParen) => self.open(at),
            Some(TokenKind::CloseParen) => self.close(),
            Some(TokenKind::Comma) => self.comma(),
            Some(TokenKind::Cast) => return self.type_name(at + 1),
            Some(TokenKind::Identifier) if self.is_reserved(at) => self.keyword(at),
            Some(TokenKind::Identifier | TokenKind::QuotedIdentifier) => return self.name(at),
            _ => {}
        }
        at + 1
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn is_word(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_word(word))
    }

    fn is_word_before(&self, at: usize, word: &str) -> bool {
        at.checked_sub(1)
            .is_some_and(|before| self.is_word(before, word))
    }

    /// Whether the word is one of those that open, divide or close the clauses of a query. `SET`,
    /// `UPDATE` and others of them are no reserved words.
    fn is_reserved(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else {
            return false;
        };
        let next = self.frames.last().map(|frame| frame.next);
        let is_clause = [
            "insert", "update", "delete", "set", "values", "join", "left", "right",
        ]
        .iter()
        .chain(["full", "inner", "cross", "natural", "recursive", "merge"].iter())
        .any(|word| token.is_word(word));
        (is_clause && next != Some(Next::Target) && self.kind(at + 1) != Some(TokenKind::Dot))
            || keyword::category(&token.text.to_ascii_lowercase()) == Some(Category::Reserved)
    }

    fn keyword(&mut self, at: usize) {
        let is_distinct_from = self.is_word(at, "from") && self.is_word_before(at, "distinct");
        let starts_typed = self.is_word(at, "as") && self.starts_definitions(at + 1);
        let tokens = self.tokens;
        let (Some(token), Some(frame)) = (tokens.get(at), self.frames.last_mut()) else {
            return;
        };
        if frame.kind != Kind::Query {
            return;
        }
        match token.text.to_ascii_lowercase().as_str() {
            "from" if !is_distinct_from => {
                frame.next = Next::Relation;
                frame.in_from = true;
            }
            "join" => frame.next = Next::Relation,
            "using" if frame.has_using => {
                frame.next = Next::Relation;
                frame.in_from = true;
            }
            // `FOR UPDATE` locks what is named already.
            "update"
                if at > 0
                    && tokens
                        .get(at - 1)
                        .is_some_and(|before| before.is_word("for")) => {}
            "into" | "update" | "table" => frame.next = Next::Target,
            "delete" | "merge" => frame.has_using = true,
            "with" => frame.next = Next::Given,
            "recursive" => frame.recursive = true,
            // Between a relation's words and itself.
            "only" | "lateral" | "left" | "right" | "full" | "inner" | "cross" | "natural" => {}
            "as" if frame.pending.is_some() || starts_typed => {}
            "not" if frame.pending.is_some() => {}
            "as" | "on" | "using" => frame.next = Next::Any,
            "select" | "where" | "group" | "having" | "window" | "order" | "limit" | "offset"
            | "fetch" | "for" | "union" | "intersect" | "except" | "set" | "returning"
            | "values" | "insert" => {
                frame.next = Next::Any;
                frame.in_from = false;
            }
            _ => {}
        }
    }

    /// Whether a list of columns with types stands behind an alias: `AS x(a int, b text)`.
    fn starts_definitions(&self, at: usize) -> bool {
        let open = match self.kind(at) {
            Some(TokenKind::OpenParen) => at,
            Some(TokenKind::Identifier | TokenKind::QuotedIdentifier) => at + 1,
            _ => return false,
        };
        let is_name = |at| {
            matches!(
                self.kind(at),
                Some(TokenKind::Identifier | TokenKind::QuotedIdentifier)
            )
        };
        self.kind(open) == Some(TokenKind::OpenParen)
            && is_name(open + 1)
            && is_name(open + 2)
            && !self.starts_query(open + 1)
    }

    fn starts_query(&self, at: usize) -> bool {
        [
            "select", "with", "values", "table", "insert", "update", "delete", "merge",
        ]
        .iter()
        .any(|word| self.is_word(at, word))
            && self.kind(at + 1) != Some(TokenKind::Dot)
    }

    fn open(&mut self, at: usize) {
        let is_definitions = at
            .checked_sub(1)
            .is_some_and(|before| self.is_word(before, "as") && self.starts_definitions(at))
            || at.checked_sub(2).is_some_and(|before| {
                self.is_word(before, "as") && self.starts_definitions(at - 1)
            });
        let is_cast = self.is_word_before(at, "cast");
        let starts_query =
            self.starts_query(at + 1) || self.kind(at + 1) == Some(TokenKind::OpenParen);
        let Some(outer) = self.frames.last_mut() else {
            return;
        };
        let joins = outer.kind == Kind::Query && outer.next == Next::Relation;
        outer.next = Next::Any;
        if outer.recursive
            && let Some(name) = &outer.pending
        {
            outer.given.push(name.clone());
        }
        let mut frame = Frame::default();
        if starts_query || joins {
            frame.kind = Kind::Query;
        } else if is_cast || (is_definitions && outer.pending.is_none()) {
            frame.kind = Kind::Typed;
        }
        if joins {
            frame.next = Next::Relation;
            frame.in_from = true;
        }
        self.frames.push(frame);
    }

    fn close(&mut self) {
        if self.frames.len() > 1 {
            self.frames.pop();
        }
        // The list of a given name's columns is closed first: its query comes after `AS`.
        if let Some(frame) = self.frames.last_mut()
            && frame.next != Next::Given
            && let Some(name) = frame.pending.take()
        {
            frame.given.push(name);
        }
    }

    fn comma(&mut self) {
        let Some(frame) = self.frames.last_mut() else {
            return;
        };
        if frame.in_from {
            frame.next = Next::Relation;
        } else if !frame.given.is_empty() && frame.pending.is_none() && frame.next == Next::Any {
            frame.next = Next::Given;
        }
    }

    fn name(&mut self, at: usize) -> usize {
        let (path, end) = path(self.tokens, at);
        let is_called = self.kind(end) == Some(TokenKind::OpenParen);
        let is_typed = matches!(self.kind(end), Some(TokenKind::String)) || {
            let frame = self.frames.last();
            frame.is_some_and(|frame| frame.kind == Kind::Typed)
        };
        let is_alias = self.is_word_before(at, "as");
        let Some(frame) = self.frames.last_mut() else {
            return end;
        };
        match frame.next {
            Next::Given => {
                frame.pending = path.into_iter().next();
                frame.next = Next::Any;
                // The list of its columns.
                return if is_called { self.group_end(end) } else { end };
            }
            Next::Target => {
                // `INTO TABLE`, `ONLY` and the like are keywords before the name.
                frame.next = Next::Any;
                self.relation(path);
            }
            Next::Relation if !is_called => {
                frame.next = Next::Any;
                self.relation(path);
            }
            Next::Relation => {
                frame.next = Next::Any;
                self.found.functions.push(path);
            }
            Next::Any if is_typed => self.found.types.push(path),
            Next::Any if is_called && !is_alias => self.found.functions.push(path),
            Next::Any if path.len() > 1 => self.found.qualified.push(path),
            Next::Any => {}
        }
        end
    }

    /// The index after the parentheses that open at `at`.
    fn group_end(&self, at: usize) -> usize {
        let mut depth = 0_usize;
        for (index, token) in self.tokens.iter().enumerate().skip(at) {
            match token.kind {
                TokenKind::OpenParen => depth += 1,
                TokenKind::CloseParen => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return index + 1;
            }
        }
        self.tokens.len()
    }

    fn relation(&mut self, path: Path) {
        let is_given = matches!(path.as_slice(), [name]
            if self.frames.iter().any(|frame| frame.given.contains(name)));
        if !is_given {
            self.found.relations.push(path);
        }
    }

    fn type_name(&mut self, at: usize) -> usize {
        let (path, end) = path(self.tokens, at);
        if !path.is_empty() {
            self.found.types.push(path);
        }
        end
    }
}

/// The name at `at`, with what it is qualified by, and the index after it.
fn path(tokens: &[Token<'_>], at: usize) -> (Path, usize) {
    let mut path = Vec::new();
    let mut end = at;
    while let Some(name) = tokens.get(end).and_then(|token| fold::name(*token)) {
        path.push(name);
        end += 1;
        if tokens.get(end).map(|token| token.kind) != Some(TokenKind::Dot) {
            break;
        }
        end += 1;
    }
    (path, end.max(at + 1))
}
