use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;

use super::error::no_literal;
use super::family::IsElement;
use super::sealed::SealedFor;
use super::value::FamilyOf;
use super::{SqlElement, SqlValue};
use crate::sql::{Literal, LiteralError, ToSql};

/// A Rust value that SQL has a literal for.
///
/// ```
/// use pgschema::sql::{Literal, LiteralError};
/// use pgschema::typed::{Kind, SqlValue, ToLiteral, family};
///
/// struct InvoiceNumber(String);
///
/// impl SqlValue for InvoiceNumber {
///     type Kind = Self;
/// }
///
/// impl Kind for InvoiceNumber {
///     type Family = family::Text;
/// }
///
/// impl ToLiteral for InvoiceNumber {
///     fn to_literal(&self) -> Result<Literal, LiteralError> {
///         self.0.to_literal()
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "values of `{Self}` have no literal in SQL",
    label = "this can't be written as a literal"
)]
pub trait ToLiteral: SqlValue {
    /// The literal.
    ///
    /// # Errors
    ///
    /// If the value has none: a text with a zero byte, a number that isn't finite.
    fn to_literal(&self) -> Result<Literal, LiteralError>;

    /// Where the value belongs, if it was sealed for a place.
    #[doc(hidden)]
    fn sealed_for(&self) -> Option<SealedFor> {
        None
    }
}

impl<T: ToLiteral> ToLiteral for Option<T> {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        self.as_ref().map_or(Ok(Literal::Null), T::to_literal)
    }

    fn sealed_for(&self) -> Option<SealedFor> {
        self.as_ref().and_then(T::sealed_for)
    }
}

macro_rules! literal_of_target {
    ($($pointer:ty)*) => {
        $(
            impl<T: ToLiteral + ?Sized> ToLiteral for $pointer {
                fn to_literal(&self) -> Result<Literal, LiteralError> {
                    (**self).to_literal()
                }

                fn sealed_for(&self) -> Option<SealedFor> {
                    (**self).sealed_for()
                }
            }
        )*
    };
}

literal_of_target! { &T Box<T> Rc<T> Arc<T> }

impl<T: ToLiteral + ToOwned + ?Sized> ToLiteral for Cow<'_, T> {
    fn to_literal(&self) -> Result<Literal, LiteralError> {
        (**self).to_literal()
    }
}

/// A Rust value whose slices SQL has a literal for: bytes, and arrays of anything else.
#[diagnostic::on_unimplemented(
    message = "arrays of `{Self}` have no literal in SQL",
    label = "this can't be written as a literal",
    note = "an array of arrays is written as a string of SQL: `\"'{{{{1,2}},{{3,4}}}}'\"`"
)]
pub trait LiteralElement: SqlElement + Sized {
    /// The literal of the whole slice.
    ///
    /// # Errors
    ///
    /// If an element has no literal.
    fn slice_to_literal(slice: &[Self]) -> Result<Literal, LiteralError>;
}

impl LiteralElement for u8 {
    fn slice_to_literal(slice: &[Self]) -> Result<Literal, LiteralError> {
        Ok(Literal::Bytes(slice.to_vec()))
    }
}

#[diagnostic::do_not_recommend]
impl<T: ToLiteral> LiteralElement for T
where
    FamilyOf<T>: IsElement,
{
    /// A text such as `{"a","b"}`, which takes its type from what it is compared with, as
    /// `ARRAY['a', 'b']` would not.
    fn slice_to_literal(slice: &[Self]) -> Result<Literal, LiteralError> {
        let elements: Result<Vec<_>, _> = slice.iter().map(part).collect();
        Literal::text(format!("{{{}}}", elements?.join(",")))
    }
}

/// A value as a part of the text of an array or a range.
pub(crate) fn part<T: ToLiteral>(value: &T) -> Result<String, LiteralError> {
    Ok(match value.to_literal()? {
        Literal::Text(text) => quoted(text.as_str()),
        Literal::Bytes(bytes) => {
            let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            quoted(&format!("\\x{digits}"))
        }
        literal @ (Literal::Null
        | Literal::Boolean(_)
        | Literal::Integer(_)
        | Literal::Number(_)) => literal.to_sql(),
    })
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The value inside a newtype, which may have a literal or not.
///
/// The expansion of `#[derive(PgDomain)]` can't see which, so it lets method resolution choose
/// between [`LiteralOfValue`] and [`LiteralOfNothing`].
///
/// ```
/// use pgschema::typed::{LiteralOfNothing as _, LiteralOfValue as _, Probe};
///
/// struct Opaque;
///
/// assert!((&Probe(&1_i64)).literal().is_ok());
/// assert!((&Probe(&Opaque)).literal().is_err());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Probe<'a, T: ?Sized>(pub &'a T);

/// The literal of a [`Probe`]'s value, if it has one.
pub trait LiteralOfValue {
    /// The literal.
    ///
    /// # Errors
    ///
    /// If this value has none.
    fn literal(&self) -> Result<Literal, LiteralError>;
}

impl<T: ToLiteral + ?Sized> LiteralOfValue for Probe<'_, T> {
    fn literal(&self) -> Result<Literal, LiteralError> {
        self.0.to_literal()
    }
}

/// The error of a [`Probe`] whose value has no literal.
pub trait LiteralOfNothing {
    /// The error.
    ///
    /// # Errors
    ///
    /// Always.
    fn literal(&self) -> Result<Literal, LiteralError>;
}

// One reference further away than the other, so it is only found where the other is not.
impl<T: ?Sized> LiteralOfNothing for &Probe<'_, T> {
    fn literal(&self) -> Result<Literal, LiteralError> {
        Err(no_literal::<T>())
    }
}
