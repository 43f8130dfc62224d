//! Whether a text is what it has to be, and no more.
//!
//! A piece of SQL that was written by hand is put between pieces that pgschema writes. These
//! checks make sure that it stays there: it cannot end the statement, close a parenthesis that it
//! did not open, or comment out what follows. Whether the server understands it is not checked.

mod type_name;

pub use crate::error::SyntaxError;
use crate::error::excerpt;
use crate::token::{Token, TokenKind, tokens};
pub use type_name::{may_be_text, type_name};

/// Words that begin a statement or a clause, and that no expression has outside of parentheses.
#[rustfmt::skip]
const CLAUSES: &[&str] = &[
    "check", "constraint", "create", "default", "except", "fetch", "foreign", "grant", "having",
    "intersect", "into", "limit", "offset", "on", "order", "primary", "references", "returning",
    "select", "table", "union", "where", "window",
];

/// Whether a text is exactly one expression.
///
/// It has tokens, its parentheses and brackets are nested correctly, and it has none of: `;`,
/// comments, parameters, a comma outside of all parentheses, a word such as `SELECT` outside of
/// all parentheses, which would begin another clause.
///
/// An expression that passes stays one when it is put in parentheses. Put it in parentheses.
///
/// ```
/// use pgschema_syntax::check;
///
/// assert!(check::expression("length(title) BETWEEN 1 AND 200").is_ok());
/// assert!(check::expression("kind = ';--'").is_ok());
/// assert!(check::expression("true) WITH CHECK (true").is_err());
/// assert!(check::expression("a, b").is_err());
/// ```
///
/// # Errors
///
/// If the text is something else.
pub fn expression(text: &str) -> Result<(), SyntaxError> {
    one_piece(text, Piece::Expression)
}

/// Whether a text is one statement without its semicolon: the query of a view, a statement of a
/// function in SQL.
///
/// It asks for rows or changes some, its parentheses and brackets are nested correctly, and it has
/// no `;`, no comment and no parameter.
///
/// ```
/// use pgschema_syntax::check;
///
/// assert!(check::statement("END").is_err());
/// assert!(check::statement("SELECT id, title FROM app.documents").is_ok());
/// assert!(check::statement("SELECT 1; SELECT 2").is_err());
/// assert!(check::statement("SELECT 1 --").is_err());
/// ```
///
/// # Errors
///
/// If the text is something else.
pub fn statement(text: &str) -> Result<(), SyntaxError> {
    one_piece(text, Piece::Statement)?;
    let Some(Ok(first)) = tokens(text).next() else {
        return Ok(());
    };
    // In the body of a function, `END` or `COMMIT` would end more than itself.
    let is_statement =
        first.kind == TokenKind::OpenParen || STATEMENTS.iter().any(|word| first.is_word(word));
    if is_statement {
        Ok(())
    } else {
        Err(SyntaxError::Statement {
            found: excerpt(first.text),
            position: first.start,
        })
    }
}

/// What a view or a function in SQL can consist of.
const STATEMENTS: [&str; 8] = [
    "select", "values", "table", "with", "insert", "update", "delete", "merge",
];

/// Whether a text can be the body of a function in PL/pgSQL.
///
/// It has tokens, and no string, quoted identifier or comment in it goes on after its end.
///
/// ```
/// use pgschema_syntax::check;
///
/// assert!(check::plpgsql_body("BEGIN RETURN NEW; END -- done").is_ok());
/// assert!(check::plpgsql_body("BEGIN RETURN 'NEW; END").is_err());
/// ```
///
/// # Errors
///
/// If the text is something else.
pub fn plpgsql_body(text: &str) -> Result<(), SyntaxError> {
    refuse_nul(text)?;
    let mut is_empty = true;
    for token in tokens(text) {
        is_empty &= token?.kind == TokenKind::Comment;
    }
    if is_empty {
        Err(SyntaxError::Empty)
    } else {
        Ok(())
    }
}

/// Whether a text is the name of one operator, without a schema.
///
/// ```
/// use pgschema_syntax::check;
///
/// assert!(check::operator("&&").is_ok());
/// assert!(check::operator("<->").is_ok());
/// assert!(check::operator("= 1 OR").is_err());
/// assert!(check::operator("=>").is_err()); // it gives arguments their names
/// ```
///
/// # Errors
///
/// If the text is something else.
pub fn operator(text: &str) -> Result<(), SyntaxError> {
    refuse_nul(text)?;
    let not_one = |position| SyntaxError::Operator {
        found: excerpt(text),
        position,
    };
    let first = tokens(text).next().ok_or(SyntaxError::Empty)??;
    if first.kind != TokenKind::Operator || first.start > 0 || first.text == "=>" {
        return Err(not_one(first.start));
    }
    if first.text.len() < text.len() {
        return Err(not_one(first.text.len()));
    }
    Ok(())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    Expression,
    Statement,
}

fn one_piece(text: &str, piece: Piece) -> Result<(), SyntaxError> {
    refuse_nul(text)?;
    let mut nesting = Nesting::default();
    let mut previous = None;
    for token in tokens(text) {
        let token = token?;
        refuse_intruder(token)?;
        if piece == Piece::Expression && nesting.is_outermost() {
            refuse_end_of_expression(token, previous)?;
        }
        nesting.step(token)?;
        previous = Some(token.kind);
    }
    nesting.finish()?;
    if previous.is_none() {
        Err(SyntaxError::Empty)
    } else {
        Ok(())
    }
}

fn refuse_nul(text: &str) -> Result<(), SyntaxError> {
    match text.find('\0') {
        Some(position) => Err(SyntaxError::Nul { position }),
        None => Ok(()),
    }
}

/// Refuses what has no place in a piece of a statement, however deep.
fn refuse_intruder(token: Token<'_>) -> Result<(), SyntaxError> {
    let (found, position) = (excerpt(token.text), token.start);
    match token.kind {
        TokenKind::Semicolon => Err(SyntaxError::Semicolon { position }),
        TokenKind::Comment => Err(SyntaxError::Comment { found, position }),
        TokenKind::Parameter => Err(SyntaxError::Parameter { found, position }),
        TokenKind::DotDot => Err(SyntaxError::Character { found, position }),
        _ => Ok(()),
    }
}

/// Refuses what would end an expression that is not in parentheses.
fn refuse_end_of_expression(
    token: Token<'_>,
    previous: Option<TokenKind>,
) -> Result<(), SyntaxError> {
    let position = token.start;
    if token.kind == TokenKind::Comma {
        return Err(SyntaxError::Comma { position });
    }
    // After a dot every word is a name: `NEW.order`.
    if previous != Some(TokenKind::Dot) && CLAUSES.iter().any(|clause| token.is_word(clause)) {
        return Err(SyntaxError::Clause {
            found: excerpt(token.text),
            position,
        });
    }
    Ok(())
}

/// The parentheses and brackets that are open.
#[derive(Default)]
struct Nesting<'a> {
    open: Vec<Token<'a>>,
}

impl<'a> Nesting<'a> {
    fn is_outermost(&self) -> bool {
        self.open.is_empty()
    }

    fn step(&mut self, token: Token<'a>) -> Result<(), SyntaxError> {
        match token.kind {
            TokenKind::OpenParen | TokenKind::OpenBracket => self.open.push(token),
            TokenKind::CloseParen => self.close(token, TokenKind::OpenParen)?,
            TokenKind::CloseBracket => self.close(token, TokenKind::OpenBracket)?,
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, token: Token<'a>, opener: TokenKind) -> Result<(), SyntaxError> {
        let (found, position) = (token.text.to_owned(), token.start);
        match self.open.pop() {
            Some(open) if open.kind == opener => Ok(()),
            Some(open) => Err(SyntaxError::Mismatched {
                found,
                position,
                opened: open.start,
            }),
            None => Err(SyntaxError::Unopened { found, position }),
        }
    }

    fn finish(mut self) -> Result<(), SyntaxError> {
        match self.open.pop() {
            Some(open) => Err(SyntaxError::Unclosed {
                found: open.text.to_owned(),
                position: open.start,
            }),
            None => Ok(()),
        }
    }
}
