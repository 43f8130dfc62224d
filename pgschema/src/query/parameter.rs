use std::fmt;

use crate::define::BuiltinType;

/// A value that is sent beside a statement; `None` is NULL.
///
/// Its `Debug` shows no value: what people write into a database belongs into no log.
///
/// ```
/// use pgschema::query::Parameter;
///
/// assert_eq!(format!("{:?}", Parameter::Text(Some("4111 1111".to_owned()))), "Text(…)");
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Parameter {
    /// Sent as `boolean`.
    Boolean(Option<bool>),
    /// Sent as `bigint`.
    Integer(Option<i64>),
    /// Sent as `text`.
    Text(Option<String>),
    /// Sent as `bytea`.
    Bytes(Option<Vec<u8>>),
}

impl Parameter {
    /// The type as which it is sent.
    #[must_use]
    pub const fn sent_as(&self) -> BuiltinType {
        match self {
            Self::Boolean(_) => BuiltinType::Boolean,
            Self::Integer(_) => BuiltinType::Bigint,
            Self::Text(_) => BuiltinType::Text,
            Self::Bytes(_) => BuiltinType::Bytea,
        }
    }
}

impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean(_) => "Boolean(…)",
            Self::Integer(_) => "Integer(…)",
            Self::Text(_) => "Text(…)",
            Self::Bytes(_) => "Bytes(…)",
        })
    }
}
