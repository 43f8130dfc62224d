//! Comparisons, and what else every value has: NULL, `coalesce`, casts.

use super::family::{HasEquality, HasOrder};
use super::value::FamilyOf;
use super::{CastTarget, Column, Expression, IntoExpr, Operand, SqlValue, kind};
use crate::sql::{BinaryOperator, DataType, Expr, Literal, LiteralError};

macro_rules! comparisons {
    () => {
        /// `IS NULL`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Document;
        /// let deleted_at = Column::<Document, Option<String>>::new("deleted_at");
        /// assert_eq!(predicate(deleted_at, |d| d.is_null())?.to_sql(), "deleted_at IS NULL");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        #[allow(clippy::wrong_self_convention, reason = "an expression is consumed")]
        pub fn is_null(self) -> Expression<kind::Boolean> {
            Expression::new(is_null(self.into_expr()))
        }

        /// `IS NOT NULL`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let note = Column::<Row, Option<String>>::new("note");
        /// assert_eq!(predicate((), |()| note.is_not_null())?.to_sql(), "note IS NOT NULL");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        #[allow(clippy::wrong_self_convention, reason = "an expression is consumed")]
        pub fn is_not_null(self) -> Expression<kind::Boolean> {
            Expression::new(is_not_null(self.into_expr()))
        }

        /// `=`; with `None` it is `IS NULL`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Country;
        /// let code = Column::<Country, String>::new("code");
        /// assert_eq!(predicate(code, |code| code.eq("AT"))?.to_sql(), "code = 'AT'");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn eq<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasEquality,
            R: Operand<V::Kind>,
        {
            Expression::new(match other.into_operand() {
                Ok(Expr::Literal(Literal::Null)) => is_null(self.into_expr()),
                other => return Expression::binary(self, BinaryOperator::Equal, other),
            })
        }

        /// `<>`; with `None` it is `IS NOT NULL`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let code = Column::<Row, String>::new("code");
        /// assert_eq!(predicate((), |()| code.ne(""))?.to_sql(), "code <> ''");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn ne<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasEquality,
            R: Operand<V::Kind>,
        {
            Expression::new(match other.into_operand() {
                Ok(Expr::Literal(Literal::Null)) => is_not_null(self.into_expr()),
                other => return Expression::binary(self, BinaryOperator::NotEqual, other),
            })
        }

        /// `<`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Shift;
        /// let starts = Column::<Shift, i64>::new("starts");
        /// let ends = Column::<Shift, i64>::new("ends");
        /// assert_eq!(predicate(starts, |s| s.lt(ends))?.to_sql(), "starts < ends");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn lt<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasOrder,
            R: Operand<V::Kind>,
        {
            Expression::binary(self, BinaryOperator::Less, other.into_operand())
        }

        /// `<=`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let age = Column::<Row, i16>::new("age");
        /// assert_eq!(predicate((), |()| age.le(150))?.to_sql(), "age <= 150");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn le<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasOrder,
            R: Operand<V::Kind>,
        {
            Expression::binary(self, BinaryOperator::LessOrEqual, other.into_operand())
        }

        /// `>`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let age = Column::<Row, i16>::new("age");
        /// assert_eq!(predicate((), |()| age.gt(0))?.to_sql(), "age > 0");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn gt<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasOrder,
            R: Operand<V::Kind>,
        {
            Expression::binary(self, BinaryOperator::Greater, other.into_operand())
        }

        /// `>=`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let age = Column::<Row, i16>::new("age");
        /// assert_eq!(predicate((), |()| age.ge(0))?.to_sql(), "age >= 0");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn ge<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasOrder,
            R: Operand<V::Kind>,
        {
            Expression::binary(self, BinaryOperator::GreaterOrEqual, other.into_operand())
        }

        /// `BETWEEN low AND high`, both included.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Review;
        /// let stars = Column::<Review, i16>::new("stars");
        /// assert_eq!(predicate(stars, |s| s.between(1, 5))?.to_sql(), "stars BETWEEN 1 AND 5");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn between<L, H>(self, low: L, high: H) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasOrder,
            L: Operand<V::Kind>,
            H: Operand<V::Kind>,
        {
            Expression::new(between(
                self.into_expr(),
                low.into_operand(),
                high.into_operand(),
            ))
        }

        /// `IN (…)`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Country;
        /// let code = Column::<Country, String>::new("code");
        /// let check = predicate(code, |code| code.is_in(["AT", "CH"]))?;
        /// assert_eq!(check.to_sql(), "code IN ('AT', 'CH')");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        #[allow(clippy::wrong_self_convention, reason = "an expression is consumed")]
        pub fn is_in<I>(self, values: I) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasEquality,
            I: IntoIterator,
            I::Item: Operand<V::Kind>,
        {
            let list = values.into_iter().map(Operand::into_operand).collect();
            Expression::new(is_in(self.into_expr(), list))
        }

        /// `IS DISTINCT FROM`: `<>` for which NULL is a value like any other.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let old = Column::<Row, Option<String>>::new("old");
        /// let new = Column::<Row, Option<String>>::new("new");
        /// let sql = predicate((), |()| old.is_distinct_from(new))?.to_sql();
        /// assert_eq!(sql, "old IS DISTINCT FROM new");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        #[allow(clippy::wrong_self_convention, reason = "an expression is consumed")]
        pub fn is_distinct_from<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasEquality,
            R: Operand<V::Kind>,
        {
            Expression::binary(self, BinaryOperator::IsDistinctFrom, other.into_operand())
        }

        /// `IS NOT DISTINCT FROM`: `=` for which NULL is a value like any other.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let a = Column::<Row, Option<String>>::new("a");
        /// let b = Column::<Row, Option<String>>::new("b");
        /// let sql = predicate((), |()| a.is_not_distinct_from(b))?.to_sql();
        /// assert_eq!(sql, "a IS NOT DISTINCT FROM b");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        #[allow(clippy::wrong_self_convention, reason = "an expression is consumed")]
        pub fn is_not_distinct_from<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: HasEquality,
            R: Operand<V::Kind>,
        {
            Expression::binary(
                self,
                BinaryOperator::IsNotDistinctFrom,
                other.into_operand(),
            )
        }

        /// The first of the two that is not NULL.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, expression}};
        /// # struct User;
        /// let nick = Column::<User, Option<String>>::new("nick");
        /// assert_eq!(expression(nick, |n| n.coalesce(""))?.to_sql(), "coalesce(nick, '')");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn coalesce<R>(self, other: R) -> Expression<V::Kind>
        where
            V: SqlValue,
            R: Operand<V::Kind>,
        {
            Expression::call("coalesce", [self.into_expr(), other.into_operand()])
        }

        /// The value as a value of the type `C`: `::text` for `String`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Order;
        /// let number = Column::<Order, i64>::new("number");
        /// let check = predicate(number, |n| n.cast::<String>().length().le(8))?;
        /// assert_eq!(check.to_sql(), "length(number::text) <= 8");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn cast<C: CastTarget>(self) -> Expression<C::Kind> {
            Expression::new(cast::<C>(self.into_expr()))
        }
    };
}

impl<T, V> Column<T, V> {
    comparisons!();
}

impl<V> Expression<V> {
    comparisons!();
}

type Built = Result<Expr, LiteralError>;

pub(super) fn is_null(operand: Built) -> Built {
    Ok(Expr::IsNull(Box::new(operand?)))
}

pub(super) fn is_not_null(operand: Built) -> Built {
    Ok(Expr::IsNotNull(Box::new(operand?)))
}

fn between(operand: Built, low: Built, high: Built) -> Built {
    Ok(Expr::Between {
        operand: Box::new(operand?),
        low: Box::new(low?),
        high: Box::new(high?),
    })
}

fn is_in(operand: Built, list: Result<Vec<Expr>, LiteralError>) -> Built {
    Ok(Expr::In {
        operand: Box::new(operand?),
        list: list?,
    })
}

pub(super) fn cast<C: CastTarget>(operand: Built) -> Built {
    let data_type = DataType::Builtin(C::DATA_TYPE);
    Ok(Expr::Cast {
        operand: Box::new(operand?),
        data_type,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::ToSql;

    const A: Column<(), i64> = Column::new("a");
    const B: Column<(), Option<i32>> = Column::new("b");
    const T: Column<(), String> = Column::new("t");

    fn sql(expression: impl IntoExpr) -> String {
        expression
            .into_expr()
            .map_or_else(|error| error.to_string(), |expr| expr.to_sql())
    }

    #[test]
    fn compares_with_values_columns_and_expressions() {
        assert_eq!(sql(A.eq(1)), "a = 1");
        assert_eq!(sql(A.ne(-1)), "a <> -1");
        assert_eq!(sql(A.lt(B)), "a < b");
        assert_eq!(sql(A.le(B + 1)), "a <= (b + 1)");
        assert_eq!(sql(A.gt(5_000_000_000_i64)), "a > 5000000000");
        assert_eq!(sql(A.ge(1_i16)), "a >= 1");
        assert_eq!(sql(T.eq("it's")), "t = 'it''s'");
        assert_eq!(sql(T.eq(String::from("a"))), "t = 'a'");
    }

    #[test]
    fn none_is_null() {
        assert_eq!(sql(B.eq(None::<i32>)), "b IS NULL");
        assert_eq!(sql(B.ne(None::<i32>)), "b IS NOT NULL");
        assert_eq!(sql(B.is_distinct_from(A)), "b IS DISTINCT FROM a");
        assert_eq!(sql(B.is_not_distinct_from(1)), "b IS NOT DISTINCT FROM 1");
    }

    #[test]
    fn knows_lists_and_spans() {
        assert_eq!(sql(A.is_in([1, 2])), "a IN (1, 2)");
        assert_eq!(sql(A.is_in(vec![B])), "a IN (b)");
        assert_eq!(sql(T.between("a", "b")), "t BETWEEN 'a' AND 'b'");
    }

    #[test]
    fn converts() {
        assert_eq!(sql(B.coalesce(0)), "coalesce(b, 0)");
        assert_eq!(sql(B.cast::<i16>()), "b::smallint");
        assert_eq!(sql(B.cast::<Option<String>>()), "b::text");
    }
}
