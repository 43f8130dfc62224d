//! What can be wrong in an expression besides the value of a literal.

use crate::sql::{Identifier, LiteralError};

/// The name of a column or a function.
pub(super) fn identifier(name: &str) -> Result<Identifier, LiteralError> {
    Ok(Identifier::new(name)?)
}

/// That no value of the type `T` has a literal.
pub(super) fn no_literal<T: ?Sized>() -> LiteralError {
    LiteralError::NoLiteral(std::any::type_name::<T>())
}
