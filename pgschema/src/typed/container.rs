//! Methods of what holds other values: arrays, ranges and JSON.

use super::family::{self, Family};
use super::kind::{self, RangeKind};
use super::moment::typed_literal;
use super::value::FamilyOf;
use super::{Column, Expression, IntoExpr, Kind, Operand, SqlValue};
use crate::sql::{BinaryOperator, Expr};

/// Families whose values can contain something.
#[diagnostic::on_unimplemented(
    message = "`contains` is called on a value of the family `{Self}`",
    label = "this is neither an array nor a range nor JSON",
    note = "a text that contains another is `like(\"%…%\")`"
)]
pub trait Container: Family {
    /// What can be contained: JSON in JSON, an array in an array, a value in a range.
    type Part: Kind;

    /// Gives a literal its type, where `@>` would mistake it.
    #[doc(hidden)]
    fn part(expr: Expr) -> Expr {
        expr
    }
}

#[diagnostic::do_not_recommend]
impl Container for family::Json {
    type Part = kind::Json;
}

#[diagnostic::do_not_recommend]
impl<K: Kind> Container for family::Array<K> {
    type Part = kind::Array<K>;
}

#[diagnostic::do_not_recommend]
impl<R: RangeKind> Container for family::Range<R> {
    type Part = R::Element;

    // PostgreSQL takes a bare literal beside a range for another range.
    fn part(expr: Expr) -> Expr {
        typed_literal(expr, R::ELEMENT)
    }
}

/// Families whose values can overlap.
#[diagnostic::on_unimplemented(
    message = "`overlaps` is called on a value of the family `{Self}`",
    label = "this is neither an array nor a range"
)]
pub trait Overlapping: Family {
    /// What can be overlapped.
    type Other: Kind;
}

#[diagnostic::do_not_recommend]
impl<K: Kind> Overlapping for family::Array<K> {
    type Other = kind::Array<K>;
}

#[diagnostic::do_not_recommend]
impl<R: RangeKind> Overlapping for family::Range<R> {
    type Other = R;
}

/// The family of arrays.
#[diagnostic::on_unimplemented(
    message = "a method of arrays is called on a value of the family `{Self}`",
    label = "this is no array"
)]
pub trait IsArray: Family {}

#[diagnostic::do_not_recommend]
impl<K: Kind> IsArray for family::Array<K> {}

/// The family of ranges.
#[diagnostic::on_unimplemented(
    message = "a method of ranges is called on a value of the family `{Self}`",
    label = "this is no range"
)]
pub trait IsRange: Family {
    /// The kind of the values in the range.
    type Element: Kind;
}

#[diagnostic::do_not_recommend]
impl<R: RangeKind> IsRange for family::Range<R> {
    type Element = R::Element;
}

macro_rules! container_methods {
    () => {
        /// `@>`: whether JSON contains other JSON, an array all elements of another, a range a
        /// value.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # use std::ops::Range;
        /// # struct Post;
        /// let tags = Column::<Post, Vec<String>>::new("tags");
        /// let check = predicate(tags, |tags| tags.contains(["rust", "sql"]))?;
        /// assert_eq!(check.to_sql(), r#"tags @> '{"rust","sql"}'"#);
        ///
        /// let pages = Column::<Post, Range<i32>>::new("pages");
        /// let check = predicate(pages, |pages| pages.contains(1))?;
        /// assert_eq!(check.to_sql(), "pages @> (1::integer)");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn contains<R>(self, part: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: Container,
            R: Operand<<FamilyOf<V> as Container>::Part>,
        {
            let part = part.into_operand().map(<FamilyOf<V> as Container>::part);
            Expression::binary(self, BinaryOperator::Contains, part)
        }

        /// `&&`: whether two arrays or two ranges have a value in common.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # use std::ops::Range;
        /// # struct Booking;
        /// let pages = Column::<Booking, Range<i64>>::new("pages");
        /// let check = predicate(pages, |pages| pages.overlaps(1_i64..10).not())?;
        /// assert_eq!(check.to_sql(), "NOT (pages && '[1,10)')");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn overlaps<R>(self, other: R) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: Overlapping,
            R: Operand<<FamilyOf<V> as Overlapping>::Other>,
        {
            Expression::binary(self, BinaryOperator::Overlaps, other.into_operand())
        }

        /// The number of elements of an array, in all its dimensions.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Post;
        /// let tags = Column::<Post, Vec<String>>::new("tags");
        /// let check = predicate(tags, |tags| tags.cardinality().le(10))?;
        /// assert_eq!(check.to_sql(), "cardinality(tags) <= 10");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn cardinality(self) -> Expression<kind::Integer>
        where
            V: SqlValue,
            FamilyOf<V>: IsArray,
        {
            Expression::call("cardinality", [self.into_expr()])
        }

        /// Whether a range contains nothing.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # use std::ops::Range;
        /// # struct Booking;
        /// let pages = Column::<Booking, Range<i32>>::new("pages");
        /// let check = predicate(pages, |pages| pages.is_empty().not())?;
        /// assert_eq!(check.to_sql(), "NOT isempty(pages)");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        #[allow(clippy::wrong_self_convention, reason = "an expression is consumed")]
        pub fn is_empty(self) -> Expression<kind::Boolean>
        where
            V: SqlValue,
            FamilyOf<V>: IsRange,
        {
            Expression::call("isempty", [self.into_expr()])
        }

        /// The lower bound of a range; NULL if there is none.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # use std::ops::Range;
        /// # struct Row;
        /// let pages = Column::<Row, Range<i32>>::new("pages");
        /// assert_eq!(predicate((), |()| pages.lower_bound().gt(0))?.to_sql(), "lower(pages) > 0");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn lower_bound(self) -> Expression<<FamilyOf<V> as IsRange>::Element>
        where
            V: SqlValue,
            FamilyOf<V>: IsRange,
        {
            Expression::call("lower", [self.into_expr()])
        }

        /// The upper bound of a range; NULL if there is none.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # use std::ops::Range;
        /// # struct Row;
        /// let pages = Column::<Row, Range<i32>>::new("pages");
        /// let sql = predicate((), |()| pages.upper_bound().le(1000))?.to_sql();
        /// assert_eq!(sql, "upper(pages) <= 1000");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn upper_bound(self) -> Expression<<FamilyOf<V> as IsRange>::Element>
        where
            V: SqlValue,
            FamilyOf<V>: IsRange,
        {
            Expression::call("upper", [self.into_expr()])
        }
    };
}

impl<T, V> Column<T, V> {
    container_methods!();
}

impl<V> Expression<V> {
    container_methods!();
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;
    use crate::sql::ToSql;
    use crate::typed::predicate;

    fn sql<R: Operand<kind::Boolean>>(condition: R) -> String {
        let condition = predicate((), |()| condition);
        condition.map_or_else(|error| error.to_string(), |condition| condition.to_sql())
    }

    #[test]
    fn only_a_literal_in_a_range_is_given_its_type() {
        let pages = Column::<(), Range<i64>>::new("pages");
        let page = Column::<(), i64>::new("page");
        assert_eq!(sql(pages.contains(page)), "pages @> page");
        assert_eq!(sql(pages.contains(page + 1)), "pages @> (page + 1)");
        assert_eq!(sql(pages.contains(1)), "pages @> (1::bigint)");
        assert_eq!(
            sql(pages.lower_bound().lt(pages.upper_bound())),
            "lower(pages) < upper(pages)"
        );
    }

    #[test]
    fn arrays_and_json_contain_their_like() {
        let tags = Column::<(), Vec<String>>::new("tags");
        let other = Column::<(), Option<Vec<Option<String>>>>::new("other");
        assert_eq!(sql(tags.contains(other)), "tags @> other");
        assert_eq!(sql(tags.overlaps(["a"])), r#"tags && '{"a"}'"#);
        assert_eq!(sql(tags.ne(Vec::<String>::new())), "tags <> '{}'");
        let settings = Column::<(), serde_json::Value>::new("settings");
        assert_eq!(
            sql(settings.contains(serde_json::json!({ "dark": true }))),
            r#"settings @> '{"dark":true}'"#
        );
    }
}
