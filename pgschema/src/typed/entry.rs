//! Where expansions of the derive macros enter: a closure or a value in, an expression out.

use super::error::identifier;
use super::family::IsText;
use super::value::FamilyOf;
use super::{IntoExpr, Operand, SqlValue, kind};
use crate::define::BuiltinType;
use crate::sql::{DataType, Expr, Function, LiteralError};

/// The condition of a CHECK, a policy or a partial index.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, predicate};
/// # struct Order;
///
/// let total_cents = Column::<Order, i64>::new("total_cents");
/// assert_eq!(predicate(total_cents, |total| total.gt(0))?.to_sql(), "total_cents > 0");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
///
/// # Errors
///
/// If a Rust value in it has no literal.
pub fn predicate<C, E: Operand<kind::Boolean>>(
    columns: C,
    closure: impl FnOnce(C) -> E,
) -> Result<Expr, LiteralError> {
    closure(columns).into_operand()
}

/// The element of an index or an exclusion constraint.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, expression};
/// # struct User;
///
/// let email = Column::<User, String>::new("email");
/// assert_eq!(expression(email, |email| email.lower())?.to_sql(), "lower(email)");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
///
/// # Errors
///
/// If a Rust value in it has no literal.
pub fn expression<C, E: IntoExpr>(
    columns: C,
    closure: impl FnOnce(C) -> E,
) -> Result<Expr, LiteralError> {
    closure(columns).into_expr()
}

/// The value of a generated column whose field has the Rust type `V`.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, value_of};
/// # struct Order;
///
/// let columns = (Column::<Order, i64>::new("net"), Column::<Order, i64>::new("tax"));
/// let total = value_of::<i64, _, _>(columns, |(net, tax)| net + tax)?;
/// assert_eq!(total.to_sql(), "net + tax");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
///
/// # Errors
///
/// If a Rust value in it has no literal.
pub fn value_of<V: SqlValue, C, E: Operand<V::Kind>>(
    columns: C,
    closure: impl FnOnce(C) -> E,
) -> Result<Expr, LiteralError> {
    closure(columns).into_operand()
}

/// A Rust value that can be the default of a column whose field has the Rust type `V`.
#[diagnostic::on_unimplemented(
    message = "a value of the type `{Self}` can't be the default of a column of the type `{V}`",
    label = "this is no value of the column, or no SQL is known for it",
    note = "the variant of an enum is a default where the field has that enum as its type, and it derives `PgEnum`",
    note = "any other default, an array of arrays among them, is SQL as a string: `default = \"…\"`"
)]
pub trait DefaultOf<V> {
    /// The expression.
    ///
    /// # Errors
    ///
    /// If the value has no literal.
    fn into_default(self) -> Result<Expr, LiteralError>;
}

#[diagnostic::do_not_recommend]
impl<V: SqlValue, E: Operand<V::Kind>> DefaultOf<V> for E {
    fn into_default(self) -> Result<Expr, LiteralError> {
        self.into_operand()
    }
}

/// A Rust value as the default of a column whose field has the Rust type `V`.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::default_value;
///
/// assert_eq!(default_value::<Option<String>, _>("draft")?.to_sql(), "'draft'");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
///
/// # Errors
///
/// If the value has no literal.
pub fn default_value<V, E: DefaultOf<V>>(value: E) -> Result<Expr, LiteralError> {
    value.into_default()
}

/// A function without arguments as a default.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::default_call;
///
/// assert_eq!(default_call("now")?.to_sql(), "now()");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
///
/// # Errors
///
/// If the name is no identifier.
pub fn default_call(name: &'static str) -> Result<Expr, LiteralError> {
    let function = match name {
        "uuidv7" => Function::UuidV7,
        "current_tenant_id" => Function::CurrentTenant,
        "current_user_id" => Function::CurrentUser,
        // PostgreSQL calls these two without parentheses, and defines them so.
        "current_date" => return now_as(BuiltinType::Date),
        "localtimestamp" => return now_as(BuiltinType::Timestamp),
        _ => Function::Builtin(identifier(name)?),
    };
    Ok(Expr::call(function, Vec::new()))
}

fn now_as(builtin: BuiltinType) -> Result<Expr, LiteralError> {
    let now = Expr::call(Function::Builtin(identifier("now")?), Vec::new());
    Ok(Expr::Cast {
        operand: Box::new(now),
        data_type: DataType::Builtin(builtin),
    })
}

/// A type whose values `max_len` counts the characters of: text, and newtypes over it.
#[diagnostic::on_unimplemented(
    message = "`max_len` counts characters, and `{Self}` is no text",
    label = "this is no text",
    note = "the bytes of a `bytea` are counted by `check = |t| t.column.octet_length().le(200)`, the elements of an \
            array by `check = |t| t.column.cardinality().le(200)`",
    note = "a newtype over text is text when it derives `PgDomain` or implements `SqlValue`"
)]
pub trait HasCharacters {}

#[diagnostic::do_not_recommend]
impl<V: SqlValue> HasCharacters for V where FamilyOf<V>: IsText {}

/// The number of characters that a column of the Rust type `V` holds at most.
///
/// ```
/// assert_eq!(pgschema::typed::max_len::<Option<String>>(200), 200);
/// ```
///
/// ```compile_fail,E0277
/// pgschema::typed::max_len::<i64>(200); // `max_len` counts characters, and `i64` is no text
/// ```
#[must_use]
pub const fn max_len<V: HasCharacters>(characters: u32) -> u32 {
    characters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::ToSql;
    use crate::typed::Column;

    #[test]
    fn a_boolean_column_is_a_predicate() {
        let active = Column::<(), bool>::new("active");
        assert_eq!(
            predicate(active, |active| active).map(|e| e.to_sql()),
            Ok("active".to_owned())
        );
    }

    #[test]
    fn an_error_comes_out() {
        let title = Column::<(), String>::new("title");
        let check = predicate(title, |title| title.ne("a\0b").and(title.ne("c")).not());
        assert_eq!(check, Err(LiteralError::ZeroByte { at: 1, length: 3 }));
    }

    #[test]
    fn defaults_call_functions() {
        let sql = |name| default_call(name).map(|call| call.to_sql());
        for name in [
            "now",
            "gen_random_uuid",
            "clock_timestamp",
            "uuidv7",
            "current_user_id",
        ] {
            assert_eq!(sql(name), Ok(format!("{name}()")));
        }
        assert_eq!(sql("current_date"), Ok("now()::date".to_owned()));
        assert_eq!(sql("localtimestamp"), Ok("now()::timestamp".to_owned()));
    }
}
