//! Methods of text.

use super::family::IsText;
use super::value::FamilyOf;
use super::{Column, Expression, IntoExpr, Operand, SqlValue, kind};
use crate::sql::BinaryOperator;

macro_rules! text_methods {
    () => {
        /// The text in lower case.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct User;
        /// let email = Column::<User, String>::new("email");
        /// assert_eq!(predicate(email, |e| e.eq(e.lower()))?.to_sql(), "email = lower(email)");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn lower(self) -> Expression<kind::Text>
        where
            V: SqlValue,
            FamilyOf<V>: IsText,
        {
            Expression::call("lower", [self.into_expr()])
        }

        /// The text in upper case.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let code = Column::<Row, String>::new("code");
        /// assert_eq!(predicate((), |()| code.eq(code.upper()))?.to_sql(), "code = upper(code)");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn upper(self) -> Expression<kind::Text>
        where
            V: SqlValue,
            FamilyOf<V>: IsText,
        {
            Expression::call("upper", [self.into_expr()])
        }

        /// The text without spaces at its ends.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Document;
        /// let title = Column::<Document, String>::new("title");
        /// assert_eq!(predicate(title, |t| t.trim().ne(""))?.to_sql(), "btrim(title) <> ''");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn trim(self) -> Expression<kind::Text>
        where
            V: SqlValue,
            FamilyOf<V>: IsText,
        {
            Expression::call("btrim", [self.into_expr()])
        }

        /// The number of characters.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Document;
        /// let title = Column::<Document, String>::new("title");
        /// assert_eq!(predicate(title, |t| t.length().le(200))?.to_sql(), "length(title) <= 200");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn length(self) -> Expression<kind::Integer>
        where
            V: SqlValue,
            FamilyOf<V>: IsText,
        {
            Expression::call("length", [self.into_expr()])
        }

        /// `LIKE`: `%` stands for any text, `_` for any character.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Link;
        /// let url = Column::<Link, String>::new("url");
        /// let check = predicate(url, |url| url.like("https://%"))?;
        /// assert_eq!(check.to_sql(), "url LIKE 'https://%'");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn like<R>(self, pattern: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: IsText,
            R: Operand<kind::Text>,
        {
            Expression::binary(self, BinaryOperator::Like, pattern.into_operand())
        }

        /// `^@`: whether the text starts with another, letter by letter.
        ///
        /// Unlike `LIKE` it has no wildcards, and it is leakproof: an index serves it under row-level
        /// security too.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Link;
        /// let url = Column::<Link, String>::new("url");
        /// let check = predicate(url, |url| url.starts_with("https://"))?;
        /// assert_eq!(check.to_sql(), "url ^@ 'https://'");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn starts_with<R>(self, start: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: IsText,
            R: Operand<kind::Text>,
        {
            Expression::binary(self, BinaryOperator::StartsWith, start.into_operand())
        }

        /// `~`: whether a regular expression of PostgreSQL matches.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Price;
        /// let currency = Column::<Price, String>::new("currency");
        /// let check = predicate(currency, |c| c.matches("^[A-Z]{3}$"))?;
        /// assert_eq!(check.to_sql(), "currency ~ '^[A-Z]{3}$'");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn matches<R>(self, pattern: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: IsText,
            R: Operand<kind::Text>,
        {
            Expression::binary(self, BinaryOperator::Matches, pattern.into_operand())
        }

        /// `||`: this text and then the other.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, expression}};
        /// # struct User;
        /// let first = Column::<User, String>::new("first");
        /// let last = Column::<User, String>::new("last");
        /// let name = expression(first, |first| first.concat(" ").concat(last))?;
        /// assert_eq!(name.to_sql(), "first || ' ' || last");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn concat<R>(self, other: R) -> Expression<kind::Text>
        where
            V: SqlValue,
            FamilyOf<V>: IsText,
            R: Operand<kind::Text>,
        {
            Expression::binary(self, BinaryOperator::Concatenate, other.into_operand())
        }
    };
}

impl<T, V> Column<T, V> {
    text_methods!();
}

impl<V> Expression<V> {
    text_methods!();
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::{Literal, LiteralError, ToSql};
    use crate::typed::{Kind, ToLiteral, family, predicate};

    struct Email(&'static str);

    impl SqlValue for Email {
        type Kind = Self;
    }

    impl Kind for Email {
        type Family = family::Text;
    }

    impl ToLiteral for Email {
        fn to_literal(&self) -> Result<Literal, LiteralError> {
            self.0.to_literal()
        }
    }

    fn sql<R: Operand<kind::Boolean>>(condition: R) -> String {
        let condition = predicate((), |()| condition);
        condition.map_or_else(|error| error.to_string(), |condition| condition.to_sql())
    }

    #[test]
    fn a_newtype_has_the_methods_of_text_and_is_compared_with_itself() {
        let email = Column::<(), Option<Email>>::new("email");
        assert_eq!(sql(email.like("%@%")), "email LIKE '%@%'");
        assert_eq!(sql(email.lower().eq("a@b")), "lower(email) = 'a@b'");
        assert_eq!(sql(email.eq(Email("a@b"))), "email = 'a@b'");
        assert_eq!(
            sql(email.is_in([Email("a"), Email("b")])),
            "email IN ('a', 'b')"
        );
        assert_eq!(
            sql(email.eq(email.coalesce(Email("")))),
            "email = coalesce(email, '')"
        );
    }

    #[test]
    fn methods_chain() {
        let title = Column::<(), String>::new("title");
        let name = title.trim().upper().concat("!").lower();
        assert_eq!(
            sql(name.clone().length().ge(1)),
            "length(lower(upper(btrim(title)) || '!')) >= 1"
        );
        assert_eq!(
            sql(name.matches(title)),
            "lower(upper(btrim(title)) || '!') ~ title"
        );
        assert_eq!(sql(title.octet_length().lt(10)), "octet_length(title) < 10");
    }
}
