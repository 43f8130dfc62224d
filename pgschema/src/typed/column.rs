use std::fmt;
use std::marker::PhantomData;

/// A column of the table `T`, whose field has the Rust type `V`.
///
/// Closures in attributes receive columns; the derive makes them.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, IntoExpr};
///
/// struct Document;
///
/// let title = Column::<Document, String>::new("title");
/// assert_eq!(title.ne("").into_expr()?.to_sql(), "title <> ''");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
#[must_use = "a column does nothing by itself"]
pub struct Column<T, V> {
    name: &'static str,
    types: PhantomData<fn() -> (T, V)>,
}

impl<T, V> Column<T, V> {
    /// The column of this name.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            types: PhantomData,
        }
    }

    /// The name of the column.
    #[must_use]
    pub const fn name(self) -> &'static str {
        self.name
    }
}

// Derived, these would ask for `T: Copy` and `V: Copy`, though a column holds neither.
impl<T, V> Clone for Column<T, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T, V> Copy for Column<T, V> {}

impl<T, V> fmt::Debug for Column<T, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Column").field(&self.name).finish()
    }
}
