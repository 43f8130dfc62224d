//! The crate `bytes`.

use ::bytes::{Bytes, BytesMut};

use crate::BuiltinType;
use crate::sql::{Literal, LiteralError};
use crate::typed::ToLiteral;

builtin_types! {
    Bytes => BuiltinType::Bytea, Bytes;
    BytesMut => BuiltinType::Bytea, Bytes;
}

impl ToLiteral for Bytes {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        self[..].to_literal()
    }
}

impl ToLiteral for BytesMut {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        self[..].to_literal()
    }
}
