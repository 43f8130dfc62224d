use super::family::Family;
use super::kind;
use crate::define::BuiltinType;

/// A type whose values have a place in typed expressions.
///
/// `String` is a value of the kind [`Text`](kind::Text), `i64` of the kind
/// [`Integer`](kind::Integer), `Option<T>` of the kind of `T`. A newtype and an enum are kinds of
/// their own: `#[derive(PgDomain)]` and `#[derive(PgEnum)]` see to it. By hand:
///
/// ```
/// use pgschema::typed::{Kind, SqlValue, family};
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
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no place in typed expressions",
    label = "nothing is known of this type but whether it is NULL",
    note = "derive `PgEnum` or `PgDomain`, implement `SqlValue`, or write the expression as a string of SQL"
)]
pub trait SqlValue {
    /// What the value counts as.
    type Kind: Kind;
}

/// What values count as in expressions: values of the same kind can be compared.
///
/// A kind is a value of itself, so that an [`Expression`](super::Expression) of a kind and a
/// column of a Rust type have the same methods.
///
/// ```
/// use pgschema::sql::ToSql;
/// use pgschema::typed::{Column, kind, predicate};
/// # struct User;
///
/// // A column whose Rust type says nothing, but which is known to be `jsonb`.
/// let settings = Column::<User, kind::Json>::new("settings");
/// let check = predicate(settings, |settings| settings.json_type().eq("object"))?;
/// assert_eq!(check.to_sql(), "jsonb_typeof(settings) = 'object'");
/// # Ok::<(), pgschema::sql::LiteralError>(())
/// ```
pub trait Kind: SqlValue<Kind = Self> + Sized {
    /// Which methods there are.
    type Family: Family;
}

/// The family of the kind of a type.
pub(super) type FamilyOf<V> = <<V as SqlValue>::Kind as Kind>::Family;

/// A type that can be the element of an array, and the kind of that array.
///
/// It keeps `Vec<u8>` of the kind [`Bytes`](kind::Bytes), as
/// [`PgElement`](crate::PgElement) keeps it a `bytea`.
#[diagnostic::on_unimplemented(
    message = "an array of `{Self}` has no place in typed expressions",
    label = "nothing is known of this element"
)]
pub trait SqlElement {
    /// What the array counts as.
    type ArrayKind: Kind;
}

#[diagnostic::do_not_recommend]
impl<T: SqlValue> SqlElement for T {
    type ArrayKind = kind::Array<T::Kind>;
}

impl SqlElement for u8 {
    type ArrayKind = kind::Bytes;
}

impl<T: SqlValue> SqlValue for Option<T> {
    type Kind = T::Kind;
}

/// A type that [`cast`](super::Column::cast) can name: one that every server has.
///
/// ```
/// use pgschema::BuiltinType;
/// use pgschema::typed::CastTarget;
///
/// assert_eq!(<i64 as CastTarget>::DATA_TYPE, BuiltinType::Bigint);
/// ```
#[diagnostic::on_unimplemented(
    message = "there is no cast to `{Self}`",
    label = "this is not the Rust type of a type that every server has",
    note = "a cast to a domain, an enum or a type of an extension is written as a string of SQL"
)]
pub trait CastTarget: SqlValue {
    /// The type in PostgreSQL.
    const DATA_TYPE: BuiltinType;
}
