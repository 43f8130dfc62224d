//! Methods of JSON.

use super::family::IsJson;
use super::value::FamilyOf;
use super::{Column, Expression, IntoExpr, Operand, SqlValue, kind};
use crate::sql::BinaryOperator;

macro_rules! json_methods {
    () => {
        /// `->`: the value of a key, as JSON.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct User;
        /// let settings = Column::<User, serde_json::Value>::new("settings");
        /// let check = predicate(settings, |s| s.get("theme").get_text("name").ne(""))?;
        /// assert_eq!(check.to_sql(), "((settings -> 'theme') ->> 'name') <> ''");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn get<R>(self, key: R) -> Expression<kind::Json>
        where
            V: SqlValue,
            FamilyOf<V>: IsJson,
            R: Operand<kind::Text>,
        {
            Expression::binary(self, BinaryOperator::Field, key.into_operand())
        }

        /// `->>`: the value of a key, as text.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct Row;
        /// let settings = Column::<Row, serde_json::Value>::new("settings");
        /// let sql = predicate((), |()| settings.get_text("theme").ne(""))?.to_sql();
        /// assert_eq!(sql, "(settings ->> 'theme') <> ''");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn get_text<R>(self, key: R) -> Expression<kind::Text>
        where
            V: SqlValue,
            FamilyOf<V>: IsJson,
            R: Operand<kind::Text>,
        {
            Expression::binary(self, BinaryOperator::FieldAsText, key.into_operand())
        }

        /// The type of the outermost value: `object`, `array`, `string`, `number`, `boolean` or
        /// `null`.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct User;
        /// let settings = Column::<User, serde_json::Value>::new("settings");
        /// let check = predicate(settings, |s| s.json_type().eq("object"))?;
        /// assert_eq!(check.to_sql(), "jsonb_typeof(settings) = 'object'");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn json_type(self) -> Expression<kind::Text>
        where
            V: SqlValue,
            FamilyOf<V>: IsJson,
        {
            Expression::call("jsonb_typeof", [self.into_expr()])
        }
    };
}

impl<T, V> Column<T, V> {
    json_methods!();
}

impl<V> Expression<V> {
    json_methods!();
}
