//! Functions that stand by themselves in a closure: `now()`, `current_tenant_id()`.

use super::compare;
use super::family::IsText;
use super::value::FamilyOf;
use super::{CastTarget, Column, Expression, IntoExpr, Operand, SqlValue, kind};
use crate::sql::{Expr, Function, Literal, LiteralError};

/// The start of the transaction.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, now, predicate};
/// # use std::time::SystemTime;
/// # struct Session;
///
/// let expires_at = Column::<Session, SystemTime>::new("expires_at");
/// let using = predicate(expires_at, |expires_at| expires_at.gt(now()))?;
/// assert_eq!(using.to_sql(), "expires_at > now()");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
pub fn now() -> Expression<kind::TimestampTz> {
    Expression::call("now", [])
}

/// The tenant that the transaction is bound to, read once for a statement.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, current_tenant_id, predicate};
/// # struct Document;
///
/// let tenant_id = Column::<Document, i64>::new("tenant_id");
/// let using = predicate(tenant_id, |tenant_id| tenant_id.eq(current_tenant_id()))?;
/// assert_eq!(using.to_sql(), "tenant_id = (SELECT current_tenant_id())");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
pub const fn current_tenant_id() -> CurrentId {
    CurrentId(Function::CurrentTenant)
}

/// The user that the transaction is bound to, read once for a statement.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, current_user_id, predicate};
/// # struct Document;
///
/// let owner_id = Column::<Document, i64>::new("owner_id");
/// let using = predicate(owner_id, |owner_id| owner_id.eq(current_user_id()))?;
/// assert_eq!(using.to_sql(), "owner_id = (SELECT current_user_id())");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
pub const fn current_user_id() -> CurrentId {
    CurrentId(Function::CurrentUser)
}

/// The tenant or the user that the transaction is bound to.
///
/// Which Rust type identifies a tenant is known to the tables alone, so it can be compared with a
/// column of any kind, standing on the right: `d.owner_id.eq(current_user_id())`.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{current_user_id, predicate};
///
/// let somebody = predicate((), |()| current_user_id().is_not_null())?;
/// assert_eq!(somebody.to_sql(), "(SELECT current_user_id()) IS NOT NULL");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "an expression does nothing by itself"]
pub struct CurrentId(Function);

impl CurrentId {
    /// `IS NULL`: nobody is bound.
    #[allow(clippy::wrong_self_convention, reason = "an expression is consumed")]
    pub fn is_null(self) -> Expression<kind::Boolean> {
        Expression::new(compare::is_null(self.into_expr()))
    }

    /// `IS NOT NULL`: somebody is bound.
    #[allow(clippy::wrong_self_convention, reason = "an expression is consumed")]
    pub fn is_not_null(self) -> Expression<kind::Boolean> {
        Expression::new(compare::is_not_null(self.into_expr()))
    }

    /// The value as a value of the type `C`.
    pub fn cast<C: CastTarget>(self) -> Expression<C::Kind> {
        Expression::new(compare::cast::<C>(self.into_expr()))
    }
}

impl IntoExpr for CurrentId {
    fn into_expr(self) -> Result<Expr, LiteralError> {
        Ok(Expr::Once(Box::new(Expr::call(self.0, Vec::new()))))
    }
}

#[diagnostic::do_not_recommend]
impl<K> Operand<K> for CurrentId {
    fn into_operand(self) -> Result<Expr, LiteralError> {
        self.into_expr()
    }
}

/// How many of the columns are not NULL.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, num_nonnulls, predicate};
/// # struct Payment;
///
/// let iban = Column::<Payment, Option<String>>::new("iban");
/// let card = Column::<Payment, Option<i64>>::new("card");
/// let exactly_one = predicate((), |()| num_nonnulls((iban, card)).eq(1))?;
/// assert_eq!(exactly_one.to_sql(), "num_nonnulls(iban, card) = 1");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
pub fn num_nonnulls(operands: impl Operands) -> Expression<kind::Integer> {
    Expression::call("num_nonnulls", operands.into_exprs())
}

/// How many of the columns are NULL.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, num_nulls, predicate};
/// # struct Payment;
///
/// let iban = Column::<Payment, Option<String>>::new("iban");
/// let bic = Column::<Payment, Option<String>>::new("bic");
/// let both_or_none = predicate((), |()| num_nulls([iban, bic]).ne(1))?;
/// assert_eq!(both_or_none.to_sql(), "num_nulls(iban, bic) <> 1");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
pub fn num_nulls(operands: impl Operands) -> Expression<kind::Integer> {
    Expression::call("num_nulls", operands.into_exprs())
}

/// A text as a document of full text search, in a text search configuration such as `english`.
///
/// The configuration is always named, since only then the result depends on nothing else, as
/// indexes and generated columns require.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, expression, to_tsvector};
/// # struct Document;
///
/// let title = Column::<Document, String>::new("title");
/// let search = expression(title, |title| to_tsvector("english", title))?;
/// assert_eq!(search.to_sql(), "to_tsvector('english', title)");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
pub fn to_tsvector<D: TextExpr>(
    configuration: &'static str,
    document: D,
) -> Expression<kind::TextSearch> {
    let configuration = Literal::text(configuration).map(Expr::Literal);
    Expression::call("to_tsvector", [configuration, document.into_expr()])
}

/// A column or an expression of text.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a column nor an expression of text",
    label = "expected a column or an expression of text"
)]
pub trait TextExpr: IntoExpr {}

impl<T, V: SqlValue> TextExpr for Column<T, V> where FamilyOf<V>: IsText {}

impl<V: SqlValue> TextExpr for Expression<V> where FamilyOf<V>: IsText {}

/// Columns and expressions of any kinds: a tuple, an array, a `Vec`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no tuple of columns and expressions",
    label = "expected a tuple of 2 to 8 columns or expressions, or an array of them"
)]
pub trait Operands {
    /// The expressions.
    fn into_exprs(self) -> Vec<Result<Expr, LiteralError>>;
}

impl<E: IntoExpr, const N: usize> Operands for [E; N] {
    fn into_exprs(self) -> Vec<Result<Expr, LiteralError>> {
        self.into_iter().map(IntoExpr::into_expr).collect()
    }
}

impl<E: IntoExpr> Operands for Vec<E> {
    fn into_exprs(self) -> Vec<Result<Expr, LiteralError>> {
        self.into_iter().map(IntoExpr::into_expr).collect()
    }
}

macro_rules! tuples {
    ($($($operand:ident)*;)*) => {
        $(
            impl<$($operand: IntoExpr),*> Operands for ($($operand,)*) {
                fn into_exprs(self) -> Vec<Result<Expr, LiteralError>> {
                    #[allow(non_snake_case, reason = "each value is named as its type")]
                    let ($($operand,)*) = self;
                    vec![$($operand.into_expr()),*]
                }
            }
        )*
    };
}

tuples! {
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
    A B C D E F G;
    A B C D E F G H;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::ToSql;
    use crate::typed::{expression, predicate};

    struct UserId;

    impl SqlValue for UserId {
        type Kind = Self;
    }

    impl crate::typed::Kind for UserId {
        type Family = crate::typed::family::Other;
    }

    #[test]
    fn an_id_is_of_any_kind_and_read_once() {
        let owner = Column::<(), Option<UserId>>::new("owner");
        let number = Column::<(), i64>::new("number");
        let using = predicate((), |()| {
            owner
                .eq(current_user_id())
                .and(number.ne(current_tenant_id().cast::<i64>()))
        });
        assert_eq!(
            using.map(|using| using.to_sql()).as_deref(),
            Ok("(owner = (SELECT current_user_id())) \
                AND (number <> ((SELECT current_tenant_id())::bigint))"),
        );
    }

    #[test]
    fn a_document_of_several_columns_is_one_text() {
        let title = Column::<(), Option<String>>::new("title");
        let body = Column::<(), String>::new("body");
        let search = expression((), |()| {
            to_tsvector("simple", title.coalesce("").concat(" ").concat(body))
        });
        assert_eq!(
            search.map(|search| search.to_sql()).as_deref(),
            Ok("to_tsvector('simple', coalesce(title, '') || ' ' || body)"),
        );
    }

    #[test]
    fn values_of_any_kinds_are_counted() {
        let columns = (
            Column::<(), Option<UserId>>::new("a"),
            Column::<(), bool>::new("b"),
            now(),
        );
        let count = predicate(columns, |columns| num_nonnulls(columns).between(1, 2));
        assert_eq!(
            count.map(|count| count.to_sql()).as_deref(),
            Ok("num_nonnulls(a, b, now()) BETWEEN 1 AND 2"),
        );
    }
}
