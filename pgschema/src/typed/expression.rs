use std::fmt;
use std::marker::PhantomData;

use super::error::identifier;
use super::sealed::SealedFor;
use super::{Column, SqlValue, ToLiteral, kind};
use crate::sql::{BinaryOperator, Expr, Function, Literal, LiteralError};

/// An expression over columns, with values of the [kind] `V`.
///
/// Methods of columns and of other expressions make it. A Rust value that has no literal, such as
/// a text with a zero byte, doesn't panic: the error travels in the expression until it is built.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, Expression, kind, predicate};
/// # struct Document;
///
/// /// A condition that several tables share is a function.
/// fn not_blank<T>(text: Column<T, String>) -> Expression<kind::Boolean> {
///     text.trim().ne("")
/// }
///
/// let title = Column::<Document, String>::new("title");
/// assert_eq!(predicate(title, not_blank)?.to_sql(), "btrim(title) <> ''");
/// assert!(predicate(title, |title| title.ne("a\0b")).is_err());
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
#[must_use = "an expression does nothing by itself"]
pub struct Expression<V> {
    expr: Result<Expr, LiteralError>,
    value: PhantomData<fn() -> V>,
}

impl<V> Expression<V> {
    pub(super) const fn new(expr: Result<Expr, LiteralError>) -> Self {
        Self {
            expr,
            value: PhantomData,
        }
    }

    /// `left operator right`.
    pub(super) fn binary(
        left: impl IntoExpr,
        operator: BinaryOperator,
        right: Result<Expr, LiteralError>,
    ) -> Self {
        let left = left.into_expr();
        Self::new(left.and_then(|left| Ok(Expr::binary(left, operator, right?))))
    }

    /// A call of a function of `pg_catalog`.
    pub(super) fn call(
        function: &'static str,
        arguments: impl IntoIterator<Item = Result<Expr, LiteralError>>,
    ) -> Self {
        let arguments: Result<Vec<_>, _> = arguments.into_iter().collect();
        Self::new(arguments.and_then(|arguments| {
            Ok(Expr::call(
                Function::Builtin(identifier(function)?),
                arguments,
            ))
        }))
    }
}

impl<V> Clone for Expression<V> {
    fn clone(&self) -> Self {
        Self::new(self.expr.clone())
    }
}

impl<V> fmt::Debug for Expression<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.expr, f)
    }
}

/// A column or an expression, of whatever kind.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, IntoExpr};
/// # struct Document;
///
/// let title = Column::<Document, String>::new("title");
/// assert_eq!(title.into_expr()?.to_sql(), "title");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a column nor an expression",
    label = "expected a column or an expression over columns"
)]
pub trait IntoExpr {
    /// The expression.
    ///
    /// # Errors
    ///
    /// If a Rust value in it has no literal.
    fn into_expr(self) -> Result<Expr, LiteralError>;
}

impl<T, V> IntoExpr for Column<T, V> {
    fn into_expr(self) -> Result<Expr, LiteralError> {
        identifier(self.name()).map(Expr::Column)
    }
}

impl<V> IntoExpr for Expression<V> {
    fn into_expr(self) -> Result<Expr, LiteralError> {
        self.expr
    }
}

/// Either side of an operator: a column, an expression or a Rust value of the kind `K`.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, Expression, Operand, kind, predicate};
/// # struct Order;
///
/// fn positive(amount: Expression<kind::Integer>) -> impl Operand<kind::Boolean> {
///     amount.gt(0)
/// }
///
/// let net = Column::<Order, i64>::new("net");
/// let tax = Column::<Order, i64>::new("tax");
/// assert_eq!(predicate((), |()| positive(net + tax))?.to_sql(), "(net + tax) > 0");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
///
/// ```compile_fail,E0277
/// # use pgschema::typed::Column;
/// # struct Order;
/// let net = Column::<Order, i64>::new("net");
/// net.gt(true); // `bool` is not a value of the kind `Integer`
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value of the kind `{K}`",
    label = "expected a column, an expression or a Rust value of the kind `{K}`",
    note = "both sides of an operator are of the same kind; a newtype and an enum are kinds of their own",
    note = "`.cast::<T>()` converts a column or an expression"
)]
pub trait Operand<K> {
    /// The expression.
    ///
    /// # Errors
    ///
    /// If a Rust value in it has no literal.
    fn into_operand(self) -> Result<Expr, LiteralError>;

    /// Where the value belongs, if it was sealed for a place.
    #[doc(hidden)]
    fn sealed_for(&self) -> Option<SealedFor> {
        None
    }
}

#[diagnostic::do_not_recommend]
impl<T, V: SqlValue, K> Operand<K> for Column<T, V>
where
    V::Kind: Is<K>,
{
    fn into_operand(self) -> Result<Expr, LiteralError> {
        self.into_expr()
    }
}

#[diagnostic::do_not_recommend]
impl<V: SqlValue, K> Operand<K> for Expression<V>
where
    V::Kind: Is<K>,
{
    fn into_operand(self) -> Result<Expr, LiteralError> {
        self.into_expr()
    }
}

#[diagnostic::do_not_recommend]
impl<V: ToLiteral, K> Operand<K> for V
where
    V::Kind: Is<K>,
{
    fn into_operand(self) -> Result<Expr, LiteralError> {
        self.to_literal().map(Expr::Literal)
    }

    fn sealed_for(&self) -> Option<SealedFor> {
        ToLiteral::sealed_for(self)
    }
}

/// That two kinds are one. `impl<V: ToLiteral> Operand<V::Kind> for V` would say the same, but
/// rustc words the failure of an equality by itself, and the failure of a trait as the trait says.
pub trait Is<K> {}

#[diagnostic::do_not_recommend]
impl<K> Is<K> for K {}

macro_rules! whole_numbers_are_numeric {
    ($($integer:ty)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl Operand<kind::Numeric> for $integer {
                fn into_operand(self) -> Result<Expr, LiteralError> {
                    Ok(Expr::Literal(Literal::Integer(self.into())))
                }
            }
        )*
    };
}

// `price.gt(0)` is what people write, and it is exact.
whole_numbers_are_numeric! { i16 i32 i64 }
