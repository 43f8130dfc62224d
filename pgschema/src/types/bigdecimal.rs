//! The crate `bigdecimal`.

use ::bigdecimal::BigDecimal;

use super::range::ranges_of;
use crate::BuiltinType;
use crate::sql::{Literal, LiteralError, NumberText};
use crate::typed::ToLiteral;

builtin_types! {
    BigDecimal => BuiltinType::Numeric { precision: None, scale: None }, Numeric;
}

ranges_of! {
    BigDecimal => Numrange, NumRange;
}

impl ToLiteral for BigDecimal {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        let digits = self.to_string();
        NumberText::parse(&digits).map_or_else(|| Literal::text(digits), |n| Ok(Literal::Number(n)))
    }
}
