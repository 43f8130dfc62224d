//! Conditions: `and`, `or`, `not`.

use super::family::IsBoolean;
use super::value::FamilyOf;
use super::{Column, Expression, IntoExpr, Operand, SqlValue, kind};
use crate::sql::{BinaryOperator, Expr};

macro_rules! conditions {
    () => {
        /// `AND`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Post;
        /// let draft = Column::<Post, bool>::new("draft");
        /// let title = Column::<Post, Option<String>>::new("title");
        /// let check = predicate(draft, |draft| draft.or(title.is_not_null().and(title.ne(""))))?;
        /// assert_eq!(check.to_sql(), "draft OR ((title IS NOT NULL) AND (title <> ''))");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn and<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: IsBoolean,
            R: Operand<kind::Boolean>,
        {
            Expression::binary(self, BinaryOperator::And, other.into_operand())
        }

        /// `OR`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let draft = Column::<Row, bool>::new("draft");
        /// let hidden = Column::<Row, bool>::new("hidden");
        /// assert_eq!(predicate((), |()| draft.or(hidden))?.to_sql(), "draft OR hidden");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn or<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: IsBoolean,
            R: Operand<kind::Boolean>,
        {
            Expression::binary(self, BinaryOperator::Or, other.into_operand())
        }

        /// `NOT`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Post;
        /// let draft = Column::<Post, bool>::new("draft");
        /// assert_eq!(predicate(draft, |draft| draft.not())?.to_sql(), "NOT draft");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        #[allow(
            clippy::should_implement_trait,
            reason = "chains read from left to right"
        )]
        pub fn not(self) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: IsBoolean,
        {
            Expression::new(self.into_expr().map(|operand| Expr::Not(Box::new(operand))))
        }
    };
}

impl<T, V> Column<T, V> {
    conditions!();
}

impl<V> Expression<V> {
    conditions!();
}
