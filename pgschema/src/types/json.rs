//! `jsonb`.

use serde_json::{Map, Value};

use crate::BuiltinType;
use crate::sql::{Literal, LiteralError};
use crate::typed::ToLiteral;

builtin_types! {
    Value => BuiltinType::Jsonb, Json;
    Map<String, Value> => BuiltinType::Jsonb, Json;
}

impl ToLiteral for Value {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Literal::text(self.to_string())
    }
}

impl ToLiteral for Map<String, Value> {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        Value::Object(self.clone()).to_literal()
    }
}
