//! Arrays, `bytea`, and the pointers that a type stays itself behind.

use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use crate::BuiltinType;
use crate::define::{PgElement, PgType, TypeCheck, TypeDef};
use crate::sql::{Literal, LiteralError};
use crate::typed::{CastTarget, LiteralElement, SqlElement, SqlValue, ToLiteral};

impl PgElement for u8 {
    const ARRAY: TypeDef = TypeDef::Builtin(BuiltinType::Bytea);
}

macro_rules! arrays {
    ($($array:ty)*) => {
        $(
            impl<T: PgElement> PgType for $array {
                const TYPE: TypeDef = T::ARRAY;
                const CHECKS: &'static [TypeCheck] = T::ARRAY_CHECKS;
            }

            impl<T: SqlElement> SqlValue for $array {
                type Kind = T::ArrayKind;
            }

            impl<T: LiteralElement> ToLiteral for $array {
                fn to_literal(&self) -> Result<Literal, LiteralError> {
                    T::slice_to_literal(self)
                }
            }
        )*
    };
}

arrays! { Vec<T> [T] }

impl<T: PgElement, const N: usize> PgType for [T; N] {
    const TYPE: TypeDef = T::ARRAY;
    const CHECKS: &'static [TypeCheck] = match (T::ARRAY, T::ARRAY_CHECKS) {
        (TypeDef::Builtin(BuiltinType::Bytea), _) => &[TypeCheck::OctetLength(N)],
        (_, [elements]) => &[TypeCheck::Cardinality(N), *elements],
        _ => &[TypeCheck::Cardinality(N)],
    };
}

impl<T: SqlElement, const N: usize> SqlValue for [T; N] {
    type Kind = T::ArrayKind;
}

impl<T: LiteralElement, const N: usize> ToLiteral for [T; N] {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        T::slice_to_literal(self)
    }
}

macro_rules! pointers {
    ($($pointer:ty)*) => {
        $(
            impl<T: PgType + ?Sized> PgType for $pointer {
                const TYPE: TypeDef = T::TYPE;
                const CHECKS: &'static [TypeCheck] = T::CHECKS;
            }

            impl<T: SqlValue + ?Sized> SqlValue for $pointer {
                type Kind = T::Kind;
            }
        )*
    };
}

pointers! { &T Box<T> Rc<T> Arc<T> }

impl<T: PgType + ToOwned + ?Sized> PgType for Cow<'_, T> {
    const TYPE: TypeDef = T::TYPE;
    const CHECKS: &'static [TypeCheck] = T::CHECKS;
}

impl<T: SqlValue + ToOwned + ?Sized> SqlValue for Cow<'_, T> {
    type Kind = T::Kind;
}

impl<T: CastTarget> CastTarget for Option<T> {
    const DATA_TYPE: BuiltinType = T::DATA_TYPE;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::ToSql;

    fn sql(value: impl ToLiteral) -> String {
        value
            .to_literal()
            .map_or_else(|error| error.to_string(), |literal| literal.to_sql())
    }

    #[test]
    fn arrays_are_quoted_twice() {
        assert_eq!(sql(vec![1_i64, -2]), "'{1,-2}'");
        assert_eq!(sql([Some("it's"), None]), r#"'{"it''s",NULL}'"#);
        assert_eq!(sql(vec!["NULL", "{}", ""]), r#"'{"NULL","{}",""}'"#);
        assert_eq!(sql(vec![r#"say "hi\""#]), r#"E'{"say \\"hi\\\\\\""}'"#);
        assert_eq!(sql(Vec::<bool>::new()), "'{}'");
        assert_eq!(sql([vec![0xc0_u8, 0xff]]), r#"E'{"\\\\xc0ff"}'"#);
    }

    #[test]
    fn bytes_are_no_array() {
        assert_eq!(sql(vec![0xc0_u8, 0xff]), r"'\xc0ff'::bytea");
        assert_eq!(sql(*b"a"), r"'\x61'::bytea");
        assert_eq!(sql(Box::<[u8]>::from([1])), r"'\x01'::bytea");
    }

    #[test]
    fn a_zero_byte_is_an_error() {
        assert!(["a\0"].to_literal().is_err());
    }
}
