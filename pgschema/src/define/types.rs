use serde::{Deserialize, Serialize};

use super::{CheckDef, ExprDef};

/// A Rust type whose values a PostgreSQL column holds.
///
/// Implement it for your own types in three lines; `NULL` is no part of it, since
/// `Option<T>` is a column wherever `T` is one.
///
/// ```
/// use pgschema::{BuiltinType, PgType, TypeDef};
///
/// struct InvoiceNumber(String);
///
/// impl PgType for InvoiceNumber {
///     const TYPE: TypeDef = TypeDef::Builtin(BuiltinType::Text);
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no PostgreSQL type",
    label = "no PostgreSQL type is known for this",
    note = "switch on the cargo feature of the crate that `{Self}` comes from, derive `PgEnum` or `PgDomain`, \
            or name the type with `#[pg(type = \"…\")]`; `#[pg(jsonb)]` stores any serialisable type"
)]
pub trait PgType {
    /// The type in PostgreSQL.
    const TYPE: TypeDef;

    /// What every value must satisfy beyond its type; each becomes a CHECK.
    const CHECKS: &'static [TypeCheck] = &[];
}

/// A type that can be a column: `T` or `Option<T>`, where `T` is a [`PgType`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be a column",
    label = "no PostgreSQL type is known for this",
    note = "a column is a type that implements `PgType`, or an `Option` of one (a nested `Option` has no meaning in SQL)",
    note = "switch on the cargo feature of the crate that the type comes from, derive `PgEnum` or `PgDomain`, \
            or name the type with `#[pg(type = \"…\")]`; `#[pg(jsonb)]` stores any serialisable type",
    note = "unsigned integers, `i8`, `i128`, `char`, maps and secrets are no columns on purpose: take a signed integer \
            with a CHECK, a `String`, `#[pg(jsonb)]`, or name the type"
)]
pub trait ColumnType {
    /// The type without its `Option`.
    type Base: PgType;
    /// Whether NULL is allowed.
    const NULLABLE: bool;
    /// The type in PostgreSQL.
    const TYPE: TypeDef = <Self::Base as PgType>::TYPE;
    /// What every value must satisfy beyond its type.
    const CHECKS: &'static [TypeCheck] = <Self::Base as PgType>::CHECKS;
}

impl<T: PgType> ColumnType for T {
    type Base = T;
    const NULLABLE: bool = false;
}

impl<T: PgType> ColumnType for Option<T> {
    type Base = T;
    const NULLABLE: bool = true;
}

/// A type that can be the element of an array, and which type that array has.
///
/// It keeps `Vec<u8>` a `bytea` while `Vec<T>` is `T[]` for every other type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` can't be the element of a PostgreSQL array",
    label = "no PostgreSQL type is known for this element"
)]
pub trait PgElement {
    /// The type of the array.
    const ARRAY: TypeDef;

    /// What the array must satisfy since its elements must satisfy something.
    const ARRAY_CHECKS: &'static [TypeCheck] = &[];
}

impl<T: ColumnType> PgElement for T {
    const ARRAY: TypeDef = TypeDef::Array(&T::TYPE);
    const ARRAY_CHECKS: &'static [TypeCheck] = match T::CHECKS {
        [] => &[],
        _ => &[TypeCheck::Elements(T::CHECKS)],
    };
}

/// A Rust enum that a column holds. `#[derive(PgEnum)]` implements it.
pub trait PgEnum: PgType {
    /// The definition that the enum and its attributes come to.
    const ENUM: &'static EnumDef;
}

/// A newtype that is a domain. `#[derive(PgDomain)]` implements it.
pub trait PgDomain: PgType {
    /// The definition that the newtype and its attributes come to.
    const DOMAIN: &'static DomainDef;
}

/// A condition that a Rust type puts on its values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TypeCheck {
    /// `octet_length(c) = n`, for `[u8; N]`.
    OctetLength(usize),
    /// The number of elements in the outermost dimension, for `[T; N]`.
    Cardinality(usize),
    /// `c <> 0`, for `NonZero`.
    NotZero,
    /// Conditions on each element of an array. See [`can_be_checked`](TypeCheck::can_be_checked).
    Elements(&'static [TypeCheck]),
}

impl TypeCheck {
    /// Whether a CHECK of a column of this type can hold the condition.
    ///
    /// A CHECK has no query in it, so it can't look at the elements of an array one by one. It can
    /// find a value among them, and it knows the lengths of the dimensions.
    #[must_use]
    pub const fn can_be_checked(self, data_type: &TypeDef) -> bool {
        match (self, data_type) {
            (Self::Elements(_), TypeDef::Domain(domain)) => self.can_be_checked(&domain.base),
            (Self::Elements(checks), TypeDef::Array(element)) => {
                Self::elements_can_be_checked(checks, element)
            }
            (Self::Elements(_), _) => false,
            _ => true,
        }
    }

    const fn elements_can_be_checked(checks: &[Self], element: &TypeDef) -> bool {
        let mut rest = checks;
        while let [check, others @ ..] = rest {
            let can_be_checked = match (check, element) {
                (Self::NotZero, _) | (Self::Cardinality(_), TypeDef::Array(_)) => true,
                (Self::Elements(checks), TypeDef::Array(element)) => {
                    Self::elements_can_be_checked(checks, element)
                }
                _ => false,
            };
            if !can_be_checked {
                return false;
            }
            rest = others;
        }
        true
    }

    /// Whether a CHECK of a column of this type can hold all of the conditions.
    #[doc(hidden)]
    #[must_use]
    pub const fn can_all_be_checked(checks: &[Self], data_type: &TypeDef) -> bool {
        let mut rest = checks;
        while let [check, others @ ..] = rest {
            if !check.can_be_checked(data_type) {
                return false;
            }
            rest = others;
        }
        true
    }
}

/// A type of PostgreSQL, as constant data.
#[derive(Clone, Copy, Debug)]
pub enum TypeDef {
    /// A type that every server has.
    Builtin(BuiltinType),
    /// An array.
    Array(&'static TypeDef),
    /// A Rust enum.
    Enum(&'static EnumDef),
    /// A domain.
    Domain(&'static DomainDef),
    /// A type of an extension, which is created before it is used.
    Extension {
        /// The name of the extension.
        extension: &'static str,
        /// The name of the type.
        name: &'static str,
    },
    /// A type by its name.
    Named {
        /// The schema; without it the database's own.
        schema: Option<&'static str>,
        /// The name.
        name: &'static str,
    },
    /// `type = "…"`: SQL, which the derive has lexed.
    Sql(&'static str),
}

/// The types of PostgreSQL itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(
    missing_docs,
    reason = "each variant is the PostgreSQL type of its name"
)]
pub enum BuiltinType {
    Boolean,
    Smallint,
    Integer,
    Bigint,
    Real,
    DoublePrecision,
    /// `numeric`, `numeric(precision)`, `numeric(precision, scale)`.
    Numeric {
        precision: Option<u16>,
        scale: Option<i16>,
    },
    Money,
    Text,
    /// `character varying(n)`.
    Varchar(Option<u32>),
    /// `character(n)`.
    Char(Option<u32>),
    /// The one-byte type `"char"`.
    InternalChar,
    Name,
    Bytea,
    Uuid,
    Date,
    Time,
    TimeTz,
    Timestamp,
    TimestampTz,
    Interval,
    Json,
    Jsonb,
    Jsonpath,
    Xml,
    Inet,
    Cidr,
    Macaddr,
    Macaddr8,
    /// `bit(n)`.
    Bit(Option<u32>),
    /// `bit varying(n)`.
    Varbit(Option<u32>),
    Tsvector,
    Tsquery,
    Oid,
    Int4range,
    Int8range,
    Numrange,
    Tsrange,
    Tstzrange,
    Daterange,
    Int4multirange,
    Int8multirange,
    Nummultirange,
    Tsmultirange,
    Tstzmultirange,
    Datemultirange,
    Point,
    Line,
    Lseg,
    Box,
    Path,
    Polygon,
    Circle,
    /// `trigger`, what trigger functions return.
    Trigger,
    /// `void`, what functions return that return nothing.
    Void,
}

/// The definition of an enum.
#[derive(Clone, Copy, Debug)]
pub struct EnumDef {
    /// The path of the Rust enum, for messages.
    pub rust: &'static str,
    /// `schema = "…"`: of the type or the lookup table.
    pub schema: Option<&'static str>,
    /// The name of the type or the lookup table.
    pub name: &'static str,
    /// The lines of the doc comment.
    pub comment: &'static [&'static str],
    /// How values are kept.
    pub representation: EnumRepresentation,
    /// The variants, in order.
    pub variants: &'static [EnumVariantDef],
}

/// How the values of an enum are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EnumRepresentation {
    /// `text` with a CHECK.
    Text,
    /// `CREATE TYPE … AS ENUM`.
    Native,
    /// `text` with a foreign key to a table of the values.
    Lookup,
    /// An integer type with a CHECK.
    Integer(BuiltinType),
}

/// One variant of an enum.
#[derive(Clone, Copy, Debug)]
pub struct EnumVariantDef {
    /// The label in PostgreSQL.
    pub label: &'static str,
    /// The discriminant.
    pub number: i64,
    /// The lines of the doc comment.
    pub comment: &'static [&'static str],
}

/// The definition of a domain.
#[derive(Clone, Copy, Debug)]
pub struct DomainDef {
    /// The path of the Rust type, for messages.
    pub rust: &'static str,
    /// `schema = "…"`.
    pub schema: Option<&'static str>,
    /// The name of the domain.
    pub name: &'static str,
    /// The lines of the doc comment.
    pub comment: &'static [&'static str],
    /// The underlying type.
    pub base: TypeDef,
    /// `collate = "…"`.
    pub collation: Option<&'static str>,
    /// `default = …`.
    pub default: Option<ExprDef>,
    /// `check = …`; the value is called `VALUE`.
    pub checks: &'static [CheckDef],
}
