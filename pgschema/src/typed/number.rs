//! Arithmetic: `+`, `-`, `*`, `/`, `%`.

use std::ops::{Add, Div, Mul, Rem, Sub};

use super::family::IsNumber;
use super::value::FamilyOf;
use super::{Column, Expression, Operand, SqlValue};
use crate::sql::BinaryOperator;

macro_rules! arithmetic {
    ($($operation:ident $method:ident $operator:ident;)*) => {
        $(
            impl<T, V, R> $operation<R> for Column<T, V>
            where
                V: SqlValue,
                FamilyOf<V>: IsNumber,
                R: Operand<V::Kind>,
            {
                type Output = Expression<V::Kind>;

                fn $method(self, other: R) -> Self::Output {
                    Expression::binary(self, BinaryOperator::$operator, other.into_operand())
                }
            }

            impl<V, R> $operation<R> for Expression<V>
            where
                V: SqlValue,
                FamilyOf<V>: IsNumber,
                R: Operand<V::Kind>,
            {
                type Output = Expression<V::Kind>;

                fn $method(self, other: R) -> Self::Output {
                    Expression::binary(self, BinaryOperator::$operator, other.into_operand())
                }
            }
        )*
    };
}

arithmetic! {
    Add add Add;
    Sub sub Subtract;
    Mul mul Multiply;
    Div div Divide;
    Rem rem Modulo;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::ToSql;
    use crate::typed::predicate;

    #[test]
    fn computes() {
        let columns = (Column::<(), i64>::new("net"), Column::<(), i64>::new("tax"));
        let sum = predicate(columns, |(net, tax)| ((net + tax) * 2 - 1).ge(net / 3 % 4));
        let sql = sum.map(|sum| sum.to_sql());
        assert_eq!(
            sql.as_deref(),
            Ok("(((net + tax) * 2) - 1) >= ((net / 3) % 4)")
        );
    }
}
