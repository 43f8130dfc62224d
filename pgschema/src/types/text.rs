//! `text`.

use crate::BuiltinType;
use crate::sql::{Literal, LiteralError};
use crate::typed::ToLiteral;

builtin_types! {
    String => BuiltinType::Text, Text;
    str => BuiltinType::Text, Text;
}

impl ToLiteral for String {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        self.as_str().to_literal()
    }
}

impl ToLiteral for str {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(self)
    }
}
