//! Whether a column's type is one for which a key has a meaning.
//!
//! A type of an extension, and one that somebody else made, is given the benefit of the doubt.

use super::group::{column_of, is_same};
use super::known::{Known, is_named_by_extension};
use super::{BuiltinType, GroupDef, TypeDef};

/// Whether values are kept as they are: whether it is no floating-point number.
#[doc(hidden)]
#[must_use]
pub const fn is_exact(data_type: &TypeDef) -> bool {
    !matches!(
        Known::of(data_type).builtin,
        Some(BuiltinType::Real | BuiltinType::DoublePrecision)
    )
}

/// Whether a value is a time of day, a date or both, as `now()` is.
#[doc(hidden)]
#[must_use]
pub const fn is_moment(data_type: &TypeDef) -> bool {
    let known = Known::of(data_type);
    known.is_unknown()
        || matches!(
            known.scalar(),
            Some(
                BuiltinType::Date
                    | BuiltinType::Time
                    | BuiltinType::TimeTz
                    | BuiltinType::Timestamp
                    | BuiltinType::TimestampTz
            )
        )
}

/// Whether an identity column can have the type, which must be an integer, and no domain of one.
#[doc(hidden)]
#[must_use]
pub const fn can_be_identity(data_type: &TypeDef) -> bool {
    let known = Known::of(data_type);
    !known.is_domain
        && !matches!(data_type, TypeDef::Enum(_))
        && matches!(
            known.scalar(),
            Some(BuiltinType::Smallint | BuiltinType::Integer | BuiltinType::Bigint)
        )
}

/// Whether the type has a collation.
#[doc(hidden)]
#[must_use]
pub const fn has_collation(data_type: &TypeDef) -> bool {
    let known = Known::of(data_type);
    match known.builtin {
        Some(builtin) => matches!(
            builtin,
            BuiltinType::Text | BuiltinType::Varchar(_) | BuiltinType::Char(_) | BuiltinType::Name
        ),
        None => !known.is_native_enum,
    }
}

/// Whether values can be compressed and kept out of line.
#[doc(hidden)]
#[must_use]
pub const fn can_be_moved(data_type: &TypeDef) -> bool {
    let known = Known::of(data_type);
    if known.is_array {
        return true;
    }
    match known.builtin {
        Some(builtin) => {
            matches!(
                builtin,
                BuiltinType::Numeric { .. }
                    | BuiltinType::Text
                    | BuiltinType::Varchar(_)
                    | BuiltinType::Char(_)
                    | BuiltinType::Bytea
                    | BuiltinType::Json
                    | BuiltinType::Jsonb
                    | BuiltinType::Jsonpath
                    | BuiltinType::Xml
                    | BuiltinType::Inet
                    | BuiltinType::Cidr
                    | BuiltinType::Bit(_)
                    | BuiltinType::Varbit(_)
                    | BuiltinType::Tsvector
                    | BuiltinType::Path
                    | BuiltinType::Polygon
            ) || is_range(builtin)
        }
        None => !known.is_native_enum,
    }
}

/// Whether the type is `bytea`, and no domain over it.
#[doc(hidden)]
#[must_use]
pub const fn is_bytea(data_type: &TypeDef) -> bool {
    let known = Known::of(data_type);
    !known.is_domain && matches!(known.scalar(), Some(BuiltinType::Bytea))
}

/// Whether the type takes a precision and a scale.
#[doc(hidden)]
#[must_use]
pub const fn takes_precision(data_type: &TypeDef) -> bool {
    matches!(data_type, TypeDef::Builtin(BuiltinType::Numeric { .. }))
}

/// Whether the type takes a number of dimensions, as those of pgvector do.
#[doc(hidden)]
#[must_use]
pub const fn takes_dimensions(data_type: &TypeDef) -> bool {
    matches!(
        data_type,
        TypeDef::Extension { .. } | TypeDef::Named { .. } | TypeDef::Sql(_)
    )
}

/// Whether `btree`, and with it a unique key, can compare values.
#[doc(hidden)]
#[must_use]
pub const fn can_be_compared(data_type: &TypeDef) -> bool {
    !matches!(
        Known::of(data_type).builtin,
        Some(
            BuiltinType::Json
                | BuiltinType::Jsonpath
                | BuiltinType::Xml
                | BuiltinType::Point
                | BuiltinType::Line
                | BuiltinType::Lseg
                | BuiltinType::Box
                | BuiltinType::Path
                | BuiltinType::Polygon
                | BuiltinType::Circle
        )
    )
}

/// Whether they can be compared, or the type is refused for being `json` anyway.
#[doc(hidden)]
#[must_use]
pub const fn can_be_compared_or_is_json(data_type: &TypeDef) -> bool {
    can_be_compared(data_type) || matches!(Known::of(data_type).builtin, Some(BuiltinType::Json))
}

/// Whether a column of a group is of a type whose comparisons are LEAKPROOF, or may be of another.
#[doc(hidden)]
#[must_use]
pub const fn is_leakproof_in_group(group: &'static GroupDef, path: &str) -> bool {
    let Some(column) = column_of(group.columns, path) else {
        return true;
    };
    let mut next = 0;
    while next < column.allows.len() {
        if is_same(column.allows[next].rule, "leaky_index") {
            return true;
        }
        next += 1;
    }
    is_leakproof(&column.data_type)
}

/// Whether the comparisons of the type are LEAKPROOF in every version, so that an index of it can be
/// used below row-level security.
///
/// Of a type by a name that isn't PostgreSQL's own nothing is known. Extensions have no comparison
/// that is.
#[doc(hidden)]
#[must_use]
pub const fn is_leakproof(data_type: &TypeDef) -> bool {
    if is_of_extension(data_type) {
        return false;
    }
    let known = Known::of(data_type);
    if known.is_array || known.is_native_enum {
        return false;
    }
    match known.builtin {
        Some(builtin) => {
            can_be_compared(data_type)
                && !is_range(builtin)
                && !matches!(
                    builtin,
                    BuiltinType::Numeric { .. }
                        | BuiltinType::Jsonb
                        | BuiltinType::Tsvector
                        | BuiltinType::Tsquery
                )
        }
        None => true,
    }
}

const fn is_of_extension(data_type: &TypeDef) -> bool {
    match data_type {
        TypeDef::Extension { .. } => true,
        TypeDef::Domain(domain) => is_of_extension(&domain.base),
        TypeDef::Sql(text) => is_named_by_extension(text),
        _ => false,
    }
}

const fn is_range(builtin: BuiltinType) -> bool {
    matches!(
        builtin,
        BuiltinType::Int4range
            | BuiltinType::Int8range
            | BuiltinType::Numrange
            | BuiltinType::Tsrange
            | BuiltinType::Tstzrange
            | BuiltinType::Daterange
            | BuiltinType::Int4multirange
            | BuiltinType::Int8multirange
            | BuiltinType::Nummultirange
            | BuiltinType::Tsmultirange
            | BuiltinType::Tstzmultirange
            | BuiltinType::Datemultirange
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: TypeDef = TypeDef::Builtin(BuiltinType::Text);
    const VECTOR: TypeDef = TypeDef::Extension {
        extension: "vector",
        name: "vector",
    };

    #[test]
    fn comparisons_that_leak_are_known_by_type_and_by_name() {
        for usable in [TEXT, TypeDef::Sql("macaddr"), TypeDef::Sql("app.email")] {
            assert!(is_leakproof(&usable), "{usable:?}");
        }
        for text in [
            "numeric(12, 2)",
            "jsonb",
            "CITEXT",
            "int4[]",
            "tstzrange",
            "tsvector",
            "public.citext",
        ] {
            assert!(!is_leakproof(&TypeDef::Sql(text)), "{text}");
        }
        for leaky in [VECTOR, TypeDef::Array(&TEXT)] {
            assert!(!is_leakproof(&leaky), "{leaky:?}");
        }
    }

    #[test]
    fn types_of_others_have_whatever_is_asked_for() {
        let other = TypeDef::Sql("app.thing");
        for has in [
            is_exact,
            is_moment,
            has_collation,
            can_be_moved,
            takes_dimensions,
            can_be_compared,
        ] {
            assert!(has(&other));
        }
    }

    #[test]
    fn what_is_kept_in_place_stays_there() {
        for text in [
            "int4",
            "uuid",
            "timestamptz",
            "point",
            "macaddr",
            "tsquery",
            "name",
        ] {
            assert!(!can_be_moved(&TypeDef::Sql(text)), "{text}");
        }
        for text in [
            "text",
            "int4[]",
            "numeric",
            "inet",
            "daterange",
            "path",
            "bit(8)",
            "xml",
        ] {
            assert!(can_be_moved(&TypeDef::Sql(text)), "{text}");
        }
    }
}
