//! `boolean` and the numbers of the standard library.

use std::num::NonZero;

use crate::BuiltinType;
use crate::define::{PgType, TypeCheck, TypeDef};
use crate::sql::{Literal, LiteralError, NumberText};
use crate::typed::{CastTarget, SqlValue, ToLiteral};

builtin_types! {
    bool => BuiltinType::Boolean, Boolean;
    i16 => BuiltinType::Smallint, Integer;
    i32 => BuiltinType::Integer, Integer;
    i64 => BuiltinType::Bigint, Integer;
    f32 => BuiltinType::Real, Float;
    f64 => BuiltinType::DoublePrecision, Float;
}

impl ToLiteral for bool {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Ok(Literal::Boolean(*self))
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {
        $(
            impl ToLiteral for $integer {
                fn to_literal(&self) -> Result<Literal, LiteralError> {
                    Ok(Literal::Integer((*self).into()))
                }
            }

            impl PgType for NonZero<$integer> {
                const TYPE: TypeDef = <$integer as PgType>::TYPE;
                const CHECKS: &'static [TypeCheck] = &[TypeCheck::NotZero];
            }

            impl SqlValue for NonZero<$integer> {
                type Kind = <$integer as SqlValue>::Kind;
            }

            impl CastTarget for NonZero<$integer> {
                const DATA_TYPE: BuiltinType = <$integer as CastTarget>::DATA_TYPE;
            }

            impl ToLiteral for NonZero<$integer> {
                fn to_literal(&self) -> Result<Literal, LiteralError> {
                    self.get().to_literal()
                }
            }
        )*
    };
}

integers! { i16 i32 i64 }

impl ToLiteral for f32 {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        // By way of the shortest digits, since 0.1_f32 is 0.10000000149011612 as an f64.
        let digits = self
            .to_string()
            .parse()
            .unwrap_or_else(|_| f64::from(*self));
        NumberText::from_f64(digits).map(Literal::Number)
    }
}

impl ToLiteral for f64 {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        NumberText::from_f64(*self).map(Literal::Number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::ToSql;

    fn sql(value: impl ToLiteral) -> Option<String> {
        value.to_literal().ok().map(|literal| literal.to_sql())
    }

    #[test]
    fn floats_have_their_shortest_digits() {
        assert_eq!(sql(0.1_f32).as_deref(), Some("0.1"));
        assert_eq!(sql(0.1_f64).as_deref(), Some("0.1"));
        assert_eq!(sql(-1.5_f64).as_deref(), Some("-1.5"));
        assert_eq!(sql(f64::NAN), None);
        assert_eq!(sql(f32::INFINITY), None);
    }

    #[test]
    fn integers_and_booleans_have_literals() {
        assert_eq!(sql(i64::MIN).as_deref(), Some("-9223372036854775808"));
        assert_eq!(sql(NonZero::<i32>::MIN).as_deref(), Some("-2147483648"));
        assert_eq!(sql(true).as_deref(), Some("true"));
        assert_eq!(sql(None::<bool>).as_deref(), Some("NULL"));
    }
}
