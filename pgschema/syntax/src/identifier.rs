//! The names of tables, columns, roles and everything else.

use std::error::Error;
use std::fmt;

use crate::keyword::{self, Category};

/// The longest name, in bytes: `NAMEDATALEN - 1` of every server that is not built by hand.
pub const MAX_BYTES: usize = 63;

/// What is wrong with a name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum IdentifierError {
    /// The name has no characters.
    Empty,
    /// The name has a zero byte, which no text of PostgreSQL can have.
    Nul,
    /// The name has more than [`MAX_BYTES`] bytes.
    TooLong {
        /// The name.
        name: String,
        /// How many bytes it has.
        bytes: usize,
    },
}

impl fmt::Display for IdentifierError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("a name is empty: give it at least one character"),
            Self::Nul => f.write_str("a name has a zero byte: remove it"),
            Self::TooLong { name, bytes } => write!(
                f,
                "the name `{}` has {bytes} bytes, and PostgreSQL cuts names off after {MAX_BYTES}: \
                 choose a shorter one",
                name.escape_debug()
            ),
        }
    }
}

impl Error for IdentifierError {}

/// Whether a text can be the name of something.
///
/// Any characters but a zero byte can, since a name is quoted where it has to be.
///
/// ```
/// use pgschema_syntax::identifier::{IdentifierError, check};
///
/// assert_eq!(check("order items"), Ok(()));
/// assert_eq!(check(""), Err(IdentifierError::Empty));
/// assert!(check(&"é".repeat(32)).is_err()); // 64 bytes
/// ```
///
/// # Errors
///
/// If the name is empty, has a zero byte, or is longer than [`MAX_BYTES`].
pub fn check(name: &str) -> Result<(), IdentifierError> {
    if name.is_empty() {
        return Err(IdentifierError::Empty);
    }
    if name.contains('\0') {
        return Err(IdentifierError::Nul);
    }
    if name.len() > MAX_BYTES {
        return Err(IdentifierError::TooLong {
            name: name.to_owned(),
            bytes: name.len(),
        });
    }
    Ok(())
}

/// Whether a name has to be quoted to be read back as itself: the rule of `quote_ident`.
///
/// A name stands without quotes if it starts with a lower-case letter or an underscore, goes on
/// with those and digits, and is no keyword, or an unreserved one. A name that is a keyword on
/// any version of PostgreSQL from 14 to 18 is quoted for all of them.
///
/// ```
/// use pgschema_syntax::identifier::needs_quotes;
///
/// assert!(!needs_quotes("created_at"));
/// assert!(!needs_quotes("name")); // a keyword, but an unreserved one
/// assert!(needs_quotes("order"));
/// assert!(needs_quotes("createdAt"));
/// ```
#[must_use]
pub fn needs_quotes(name: &str) -> bool {
    !has_plain_shape(name) || !matches!(keyword::category(name), None | Some(Category::Unreserved))
}

fn has_plain_shape(name: &str) -> bool {
    let is_plain = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_');
    name.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && name.bytes().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_63_bytes_fits_and_one_of_64_does_not() {
        assert_eq!(check(&"a".repeat(63)), Ok(()));
        let name = "a".repeat(64);
        assert_eq!(
            check(&name),
            Err(IdentifierError::TooLong { name, bytes: 64 })
        );
    }

    #[test]
    fn the_limit_counts_bytes_and_not_characters() {
        assert_eq!(check(&"ä".repeat(31)), Ok(()));
        assert!(matches!(
            check(&"ä".repeat(32)),
            Err(IdentifierError::TooLong { bytes: 64, .. })
        ));
    }

    #[test]
    fn a_zero_byte_is_refused() {
        assert_eq!(check("a\0b"), Err(IdentifierError::Nul));
    }

    #[test]
    fn messages_say_what_to_do() {
        assert!(
            IdentifierError::Empty
                .to_string()
                .contains("at least one character")
        );
        let long = IdentifierError::TooLong {
            name: "x\ny".into(),
            bytes: 99,
        };
        assert_eq!(
            long.to_string(),
            "the name `x\\ny` has 99 bytes, and PostgreSQL cuts names off after 63: choose a \
             shorter one"
        );
    }

    #[test]
    fn plain_words_stand_without_quotes() {
        for name in [
            "a",
            "_",
            "_1",
            "created_at",
            "a1",
            "text",
            "name",
            "type",
            "role",
            "data",
        ] {
            assert!(!needs_quotes(name), "{name}");
        }
    }

    #[test]
    fn anything_else_is_quoted() {
        for name in [
            "", "1a", "a$b", "$a", "A", "aB", "é", "a b", "a-b", "a.b", "a\"b", "a\n",
        ] {
            assert!(needs_quotes(name), "{name}");
        }
    }

    #[test]
    fn keywords_that_are_not_unreserved_are_quoted() {
        for name in [
            "user", "order", "table", "select", "position", "values", "left", "is",
        ] {
            assert!(needs_quotes(name), "{name}");
        }
    }
}
