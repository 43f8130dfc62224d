use std::error::Error;
use std::fmt;

/// What is wrong with a piece of SQL.
///
/// Positions count bytes from the start of the text that was checked. `found` is the offending
/// text, cut short if it is long.
///
/// ```
/// use pgschema_syntax::check::{self, SyntaxError};
///
/// let error = check::expression("true; DROP TABLE users").unwrap_err();
/// assert_eq!(error.position(), 4);
/// assert_eq!(error.to_string(), "`;` at byte 4 ends the statement: remove it");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SyntaxError {
    /// There is nothing but white space.
    Empty,
    /// A zero byte, which no text of PostgreSQL can have.
    Nul {
        /// Where it is.
        position: usize,
    },
    /// A string, a quoted identifier or a comment without its end.
    Unterminated {
        /// What is not terminated, in words.
        what: &'static str,
        /// What it starts with.
        found: String,
        /// Where it starts.
        position: usize,
    },
    /// A quoted identifier without a character between its quotes.
    EmptyIdentifier {
        /// Where it starts.
        position: usize,
    },
    /// A character that starts no token.
    Character {
        /// The character.
        found: String,
        /// Where it is.
        position: usize,
    },
    /// A number or a parameter that runs into letters.
    Number {
        /// The number up to where it goes wrong.
        found: String,
        /// Where it starts.
        position: usize,
    },
    /// A `;`.
    Semicolon {
        /// Where it is.
        position: usize,
    },
    /// A comment.
    Comment {
        /// What it starts with.
        found: String,
        /// Where it starts.
        position: usize,
    },
    /// A parameter such as `$1`.
    Parameter {
        /// The parameter.
        found: String,
        /// Where it is.
        position: usize,
    },
    /// A comma outside of all parentheses and brackets.
    Comma {
        /// Where it is.
        position: usize,
    },
    /// A word that begins another clause, outside of all parentheses and brackets.
    Clause {
        /// The word.
        found: String,
        /// Where it is.
        position: usize,
    },
    /// An opening parenthesis or bracket that nothing closes.
    Unclosed {
        /// The parenthesis or bracket.
        found: String,
        /// Where it is.
        position: usize,
    },
    /// A closing parenthesis or bracket that closes nothing.
    Unopened {
        /// The parenthesis or bracket.
        found: String,
        /// Where it is.
        position: usize,
    },
    /// A closing parenthesis or bracket of the other kind than the one it would close.
    Mismatched {
        /// The parenthesis or bracket.
        found: String,
        /// Where it is.
        position: usize,
        /// Where the one that it would close is.
        opened: usize,
    },
    /// Something that cannot be part of the name of a type.
    TypeName {
        /// The token.
        found: String,
        /// Where it is.
        position: usize,
    },
    /// A statement that neither asks for nor changes rows.
    Statement {
        /// What it begins with.
        found: String,
        /// Where it begins.
        position: usize,
    },
    /// The name of an operator that is none.
    Operator {
        /// The whole text.
        found: String,
        /// Where it goes wrong.
        position: usize,
    },
}

impl SyntaxError {
    /// Where the text goes wrong, in bytes from its start.
    #[must_use]
    pub const fn position(&self) -> usize {
        match self {
            Self::Empty => 0,
            Self::Nul { position }
            | Self::Unterminated { position, .. }
            | Self::EmptyIdentifier { position }
            | Self::Character { position, .. }
            | Self::Number { position, .. }
            | Self::Semicolon { position }
            | Self::Comment { position, .. }
            | Self::Parameter { position, .. }
            | Self::Comma { position }
            | Self::Clause { position, .. }
            | Self::Unclosed { position, .. }
            | Self::Unopened { position, .. }
            | Self::Mismatched { position, .. }
            | Self::TypeName { position, .. }
            | Self::Statement { position, .. }
            | Self::Operator { position, .. } => *position,
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("there is no SQL here: write some"),
            Self::Nul { position } => {
                write!(f, "there is a zero byte at byte {position}: remove it")
            }
            Self::Unterminated {
                what,
                found,
                position,
            } => write!(
                f,
                "{what} that starts at byte {position} with `{found}` has no end: terminate it"
            ),
            Self::EmptyIdentifier { position } => write!(
                f,
                "the quoted identifier at byte {position} is empty: write a name between its quotes"
            ),
            Self::Character { found, position } => write!(
                f,
                "`{found}` at byte {position} starts nothing that SQL knows: remove or quote it"
            ),
            Self::Number { found, position } => write!(
                f,
                "`{found}` at byte {position} runs into letters: put a space after it or correct it"
            ),
            Self::Semicolon { position } => {
                write!(f, "`;` at byte {position} ends the statement: remove it")
            }
            Self::Comment { found, position } => write!(
                f,
                "the comment `{found}` at byte {position} could hide what follows it: move it to \
                 the Rust code"
            ),
            Self::Parameter { found, position } => write!(
                f,
                "`{found}` at byte {position} is a parameter, and nothing gives it a value here: \
                 write the value or a name"
            ),
            Self::Comma { position } => write!(
                f,
                "`,` at byte {position} ends the expression: write one expression, or put a list \
                 in parentheses"
            ),
            Self::Clause { found, position } => write!(
                f,
                "`{found}` at byte {position} begins another clause: an expression ends before it; \
                 put a sub-query in parentheses, or quote a name"
            ),
            Self::Unclosed { found, position } => {
                write!(
                    f,
                    "nothing closes the `{found}` at byte {position}: close it"
                )
            }
            Self::Unopened { found, position } => {
                write!(
                    f,
                    "`{found}` at byte {position} closes nothing: remove it, or open it before"
                )
            }
            Self::Mismatched {
                found,
                position,
                opened,
            } => write!(
                f,
                "`{found}` at byte {position} does not fit what byte {opened} opens: close that first"
            ),
            Self::TypeName { found, position } => write!(
                f,
                "`{found}` at byte {position} is no part of a type's name: write the name only, \
                 like `numeric(12, 2)`, `app.status` or `text[]`"
            ),
            Self::Statement { found, position } => write!(
                f,
                "`{found}` at byte {position} begins no statement that can stand here: write a \
                 SELECT, VALUES, TABLE, WITH, INSERT, UPDATE, DELETE or MERGE"
            ),
            Self::Operator { found, position } => write!(
                f,
                "`{found}` is no operator, from byte {position} on: write one operator without a \
                 schema, like `=` or `&&`"
            ),
        }
    }
}

impl Error for SyntaxError {}

/// A text as a message shows it: on one line, and not too long.
pub(crate) fn excerpt(text: &str) -> String {
    const MAX_CHARS: usize = 30;
    let mut excerpt: String = text
        .chars()
        .take(MAX_CHARS)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if text.chars().nth(MAX_CHARS).is_some() {
        excerpt.push('…');
    }
    excerpt
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_short_line() {
        assert_eq!(excerpt("a\nb"), "a b");
        assert_eq!(excerpt(&"é".repeat(30)), "é".repeat(30));
        assert_eq!(excerpt(&"é".repeat(31)), format!("{}…", "é".repeat(30)));
    }

    #[test]
    fn every_message_says_where_and_what_to_do() {
        let error = SyntaxError::Unterminated {
            what: "the string",
            found: "'abc".into(),
            position: 7,
        };
        assert_eq!(
            error.to_string(),
            "the string that starts at byte 7 with `'abc` has no end: terminate it"
        );
        assert_eq!(error.position(), 7);
    }
}
