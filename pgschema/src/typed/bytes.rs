//! Methods of everything that is kept as bytes.

use super::family::HasOctets;
use super::value::FamilyOf;
use super::{Column, Expression, IntoExpr, SqlValue, kind};

macro_rules! byte_methods {
    () => {
        /// The number of bytes.
        ///
        /// ```
        /// # use pgschema::{sql::ToSql, typed::{Column, predicate}};
        /// # struct File;
        /// let hash = Column::<File, Vec<u8>>::new("hash");
        /// let check = predicate(hash, |hash| hash.octet_length().eq(32))?;
        /// assert_eq!(check.to_sql(), "octet_length(hash) = 32");
        /// # Ok::<(), pgschema::sql::LiteralError>(())
        /// ```
        pub fn octet_length(self) -> Expression<kind::Integer>
        where
            V: SqlValue,
            FamilyOf<V>: HasOctets,
        {
            Expression::call("octet_length", [self.into_expr()])
        }
    };
}

impl<T, V> Column<T, V> {
    byte_methods!();
}

impl<V> Expression<V> {
    byte_methods!();
}
