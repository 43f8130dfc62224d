//! Methods of moments.

use super::family::IsMoment;
use super::value::FamilyOf;
use super::{Column, Expression, Operand, SqlValue, kind};
use crate::define::BuiltinType;
use crate::sql::{BinaryOperator, DataType, Expr, LiteralError};

macro_rules! moment_methods {
    () => {
        /// The moment that is later by an interval.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # use std::time::{Duration, SystemTime};
        /// # struct Session;
        /// let starts = Column::<Session, SystemTime>::new("starts");
        /// let ends = Column::<Session, SystemTime>::new("ends");
        /// let hour = Duration::from_secs(3600);
        /// let check = predicate(ends, |ends| ends.le(starts.later_by(hour)))?;
        /// assert_eq!(check.to_sql(), "ends <= (starts + ('3600 seconds'::interval))");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn later_by<R>(self, interval: R) -> Expression<V::Kind>
        where
            V: SqlValue,
            FamilyOf<V>: IsMoment,
            R: Operand<kind::Interval>,
        {
            Expression::binary(
                self,
                BinaryOperator::Add,
                typed_interval(interval.into_operand()),
            )
        }

        /// The moment that is earlier by an interval.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # use std::time::{Duration, SystemTime};
        /// # struct Row;
        /// let starts = Column::<Row, SystemTime>::new("starts");
        /// let ends = Column::<Row, SystemTime>::new("ends");
        /// let rest = Column::<Row, Duration>::new("rest");
        /// let sql = predicate((), |()| starts.le(ends.earlier_by(rest)))?.to_sql();
        /// assert_eq!(sql, "starts <= (ends - rest)");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn earlier_by<R>(self, interval: R) -> Expression<V::Kind>
        where
            V: SqlValue,
            FamilyOf<V>: IsMoment,
            R: Operand<kind::Interval>,
        {
            Expression::binary(
                self,
                BinaryOperator::Subtract,
                typed_interval(interval.into_operand()),
            )
        }

        /// The interval since another moment.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # use std::time::{Duration, SystemTime};
        /// # struct Session;
        /// let starts = Column::<Session, SystemTime>::new("starts");
        /// let ends = Column::<Session, SystemTime>::new("ends");
        /// let check = predicate(ends, |ends| ends.since(starts).le(Duration::from_secs(60)))?;
        /// assert_eq!(check.to_sql(), "(ends - starts) <= '60 seconds'");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn since<R>(self, other: R) -> Expression<kind::Interval>
        where
            V: SqlValue,
            FamilyOf<V>: IsMoment,
            R: Operand<V::Kind>,
        {
            Expression::binary(self, BinaryOperator::Subtract, other.into_operand())
        }
    };
}

impl<T, V> Column<T, V> {
    moment_methods!();
}

impl<V> Expression<V> {
    moment_methods!();
}

/// PostgreSQL takes a bare literal beside a moment for another moment.
fn typed_interval(interval: Result<Expr, LiteralError>) -> Result<Expr, LiteralError> {
    interval.map(|interval| typed_literal(interval, BuiltinType::Interval))
}

/// A literal with its type; any other expression as it is.
pub(super) fn typed_literal(expr: Expr, builtin: BuiltinType) -> Expr {
    if matches!(expr, Expr::Literal(_)) {
        Expr::Cast {
            operand: Box::new(expr),
            data_type: DataType::Builtin(builtin),
        }
    } else {
        expr
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, SystemTime};

    use super::*;
    use crate::sql::ToSql;
    use crate::typed::functions::now;
    use crate::typed::predicate;

    #[test]
    fn an_interval_is_told_from_a_moment() {
        let at = Column::<(), SystemTime>::new("at");
        let old = predicate(at, |at| {
            at.lt(now().earlier_by(Duration::from_millis(1500)))
        });
        let sql = old.map(|old| old.to_sql());
        assert_eq!(
            sql.as_deref(),
            Ok("at < (now() - ('1.5 seconds'::interval))")
        );
    }
}
