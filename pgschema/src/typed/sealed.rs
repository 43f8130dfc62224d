use crate::sql::{Expr, Literal};

/// Where a sealed value belongs, which its bytes tell nobody without a key.
#[doc(hidden)]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedFor {
    pub(crate) table: String,
    pub(crate) column: String,
    /// The columns of the row's key, and what they have.
    pub(crate) keys: Vec<(String, String)>,
}

/// A part of a row's key as values are bound to it: a constant that is written in one way.
pub(crate) fn written(value: &Expr) -> Option<String> {
    match value {
        Expr::Literal(Literal::Text(text)) => Some(text.as_str().to_owned()),
        Expr::Literal(Literal::Integer(number)) => Some(number.to_string()),
        _ => None,
    }
}
