use std::marker::PhantomData;

use super::Column;

/// The Rust type of a referencing column, seen from the referenced column's Rust type `P`.
#[diagnostic::on_unimplemented(
    message = "this column is `{Self}`, but the referenced column is `{P}`",
    label = "this column is `{Self}`",
    note = "foreign keys need the same Rust type on both sides (the referencing one may be an `Option` of it)"
)]
pub trait References<P> {}

#[diagnostic::do_not_recommend]
impl<P> References<P> for P {}

#[diagnostic::do_not_recommend]
impl<P> References<P> for Option<P> {}

#[diagnostic::do_not_recommend]
impl<P> References<Option<P>> for P {}

/// The referenced side of a foreign key. See [`referenced`].
#[derive(Debug)]
#[must_use = "the types are compared by `.by(…)`"]
pub struct Referenced<P>(PhantomData<fn() -> P>);

/// Starts the comparison of the two sides of a foreign key; it takes place at compile time.
///
/// ```
/// use pgschema::typed::{Column, referenced};
/// # struct User;
/// # struct Document;
///
/// let id = Column::<User, i64>::new("id");
/// let owner_id = Column::<Document, Option<i64>>::new("owner_id");
/// referenced(&id).by(&owner_id);
/// ```
///
/// ```compile_fail,E0277
/// # use pgschema::typed::{Column, referenced};
/// # struct User;
/// # struct Document;
/// # let id = Column::<User, i64>::new("id");
/// let owner_id = Column::<Document, String>::new("owner_id");
/// referenced(&id).by(&owner_id); // this column is `String`, but the referenced column is `i64`
/// ```
pub const fn referenced<T, P>(_column: &Column<T, P>) -> Referenced<P> {
    Referenced(PhantomData)
}

impl<P> Referenced<P> {
    /// The referencing column.
    pub const fn by<T, C: References<P>>(self, _column: &Column<T, C>) {}
}
