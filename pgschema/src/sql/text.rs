use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use pgschema_syntax::check;
use pgschema_syntax::portable::portable;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{ToSql, Writer};

/// What is wrong with a piece of SQL that was written by hand.
///
/// ```
/// use pgschema::sql::ExpressionText;
///
/// let error = ExpressionText::new("true; DROP TABLE users").unwrap_err();
/// assert_eq!(error.position(), 4);
/// assert_eq!(error.to_string(), "`;` at byte 4 ends the statement: remove it");
/// ```
pub type SyntaxError = check::SyntaxError;

macro_rules! checked_text {
    ($(#[$docs:meta])* $name:ident, $check:path, $written:expr) => {
        $(#[$docs])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text after a look at its tokens, without the white space around it.
            ///
            /// # Errors
            ///
            /// If the text could end, comment out or continue the statement that it is put into.
            pub fn new(text: impl AsRef<str>) -> Result<Self, SyntaxError> {
                let text = text.as_ref().trim();
                $check(text)?;
                Ok(Self(Arc::from(text)))
            }

            /// The text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl ToSql for $name {
            fn write(&self, out: &mut Writer) {
                let written: fn(&str) -> Cow<'_, str> = $written;
                out.push(&written(&self.0));
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&*self.0, f)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::new(text).map_err(serde::de::Error::custom)
            }
        }
    };
}

checked_text! {
    /// One expression, written by hand in SQL.
    ///
    /// Whether the server understands it is not known before it is run; that it stays one
    /// expression is. [`Expr::Sql`](super::Expr::Sql) puts it among other expressions. A string with
    /// a backslash is written as an `E''` string, which means the same in every session.
    ///
    /// PostgreSQL manual: Value Expressions.
    ///
    /// ```
    /// use pgschema::sql::ExpressionText;
    ///
    /// assert!(ExpressionText::new("length(title) <= 200").is_ok());
    /// assert!(ExpressionText::new("true); DROP TABLE users; --").is_err());
    /// ```
    ExpressionText, check::expression, portable
}

checked_text! {
    /// One statement, written by hand in SQL, without its semicolon: the query of a
    /// [view](super::CreateView), a statement of a [function](super::FunctionBody::Atomic).
    ///
    /// ```
    /// use pgschema::sql::StatementText;
    ///
    /// assert!(StatementText::new("SELECT id, title FROM app.documents").is_ok());
    /// assert!(StatementText::new("SELECT 1; SELECT 2").is_err());
    /// ```
    StatementText, check::statement, portable
}

checked_text! {
    /// The name of a type, written by hand in SQL, with its modifiers.
    ///
    /// PostgreSQL manual: Data Types.
    ///
    /// ```
    /// use pgschema::sql::TypeText;
    ///
    /// assert!(TypeText::new("geometry(Point, 4326)").is_ok());
    /// assert!(TypeText::new("text DEFAULT 1").is_err());
    /// ```
    TypeText, check::type_name, |text| Cow::Borrowed(text)
}

checked_text! {
    /// The body of a [function](super::FunctionBody::Plpgsql) in PL/pgSQL.
    ///
    /// It may have anything that PL/pgSQL has, dollar quotes and comments among it: it is written as
    /// one constant, whose tag doesn't occur in it.
    ///
    /// PostgreSQL manual: PL/pgSQL.
    ///
    /// ```
    /// use pgschema::sql::PlpgsqlText;
    ///
    /// assert!(PlpgsqlText::new("BEGIN RETURN NEW; END").is_ok());
    /// assert!(PlpgsqlText::new("BEGIN RETURN 'unterminated; END").is_err());
    /// ```
    PlpgsqlText, check::plpgsql_body, |text| Cow::Borrowed(text)
}

checked_text! {
    /// The name of an operator, `=` or `&&`, by which an
    /// [exclusion constraint](super::ConstraintKind::Exclude) compares.
    ///
    /// ```
    /// use pgschema::sql::Operator;
    ///
    /// assert!(Operator::new("&&").is_ok());
    /// assert!(Operator::new("= 1 OR").is_err());
    /// ```
    Operator, check::operator, |text| Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_does_not_end_the_block_that_it_stands_in() {
        for text in ["END", "end work", "\n End\tAND CHAIN"] {
            assert!(StatementText::new(text).is_err(), "{text}");
        }
        for text in ["SELECT 1 AS \"end\"", "TABLE \"end\"", "DELETE FROM ends"] {
            assert!(StatementText::new(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn a_backslash_means_the_same_in_every_session() -> Result<(), SyntaxError> {
        let digits = r"code ~ '^\d+$'";
        assert_eq!(ExpressionText::new(digits)?.to_sql(), r"code ~ E'^\\d+$'");
        assert_eq!(ExpressionText::new(digits)?.as_str(), digits);
        assert_eq!(StatementText::new(r"SELECT '\'")?.to_sql(), r"SELECT E'\\'");
        Ok(())
    }

    #[test]
    fn a_text_is_read_back_through_the_same_check() {
        assert!(serde_json::from_str::<ExpressionText>(r#""a > 0""#).is_ok());
        assert!(serde_json::from_str::<ExpressionText>(r#""a); --""#).is_err());
        assert!(serde_json::from_str::<StatementText>(r#""END""#).is_err());
    }
}
