//! The crate `bit-vec`.

use ::bit_vec::BitVec;

use crate::BuiltinType;
use crate::sql::{Literal, LiteralError};
use crate::typed::ToLiteral;

builtin_types! {
    BitVec => BuiltinType::Varbit(None), Bits;
}

impl ToLiteral for BitVec {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(
            self.iter()
                .map(|bit| if bit { '1' } else { '0' })
                .collect::<String>(),
        )
    }
}
