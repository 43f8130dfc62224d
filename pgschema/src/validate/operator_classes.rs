use super::types::Known;
use crate::define::{BuiltinType, IndexMethod};

/// Whether values of a type surely can't be indexed by a method unless an operator class is named.
///
/// The lists are those of `pg_opclass` of PostgreSQL 14 to 18, which have the same defaults.
pub(super) fn is_missing(base: Known<'_>, method: IndexMethod) -> bool {
    match (base, method) {
        (Known::Builtin(builtin), IndexMethod::Btree) => !has_btree(builtin),
        (Known::Builtin(builtin), IndexMethod::Hash) => !has_hash(builtin),
        (Known::Builtin(builtin), IndexMethod::Gin) => {
            !matches!(builtin, BuiltinType::Jsonb | BuiltinType::Tsvector)
        }
        (Known::Builtin(builtin), IndexMethod::Gist) => has_no_gist(builtin),
        (Known::Builtin(builtin), IndexMethod::Spgist) => has_no_spgist(builtin),
        (Known::Builtin(builtin), IndexMethod::Brin) => has_no_brin(builtin),
        (
            Known::Enum,
            IndexMethod::Gin | IndexMethod::Gist | IndexMethod::Spgist | IndexMethod::Brin,
        )
        | (Known::Array, IndexMethod::Gist | IndexMethod::Spgist | IndexMethod::Brin) => true,
        _ => false,
    }
}

const fn is_geometric(builtin: BuiltinType) -> bool {
    matches!(
        builtin,
        BuiltinType::Point
            | BuiltinType::Line
            | BuiltinType::Lseg
            | BuiltinType::Box
            | BuiltinType::Path
            | BuiltinType::Polygon
            | BuiltinType::Circle
    )
}

const fn is_document(builtin: BuiltinType) -> bool {
    matches!(
        builtin,
        BuiltinType::Json | BuiltinType::Jsonpath | BuiltinType::Xml
    )
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
    )
}

const fn is_multirange(builtin: BuiltinType) -> bool {
    matches!(
        builtin,
        BuiltinType::Int4multirange
            | BuiltinType::Int8multirange
            | BuiltinType::Nummultirange
            | BuiltinType::Tsmultirange
            | BuiltinType::Tstzmultirange
            | BuiltinType::Datemultirange
    )
}

const fn has_btree(builtin: BuiltinType) -> bool {
    !is_geometric(builtin) && !is_document(builtin)
}

const fn has_hash(builtin: BuiltinType) -> bool {
    has_btree(builtin)
        && !matches!(
            builtin,
            BuiltinType::Money
                | BuiltinType::Bit(_)
                | BuiltinType::Varbit(_)
                | BuiltinType::Tsvector
                | BuiltinType::Tsquery
        )
}

const fn has_no_gist(builtin: BuiltinType) -> bool {
    !is_range(builtin)
        && !is_multirange(builtin)
        && !matches!(
            builtin,
            BuiltinType::Box
                | BuiltinType::Circle
                | BuiltinType::Point
                | BuiltinType::Polygon
                | BuiltinType::Tsquery
                | BuiltinType::Tsvector
        )
}

const fn has_no_spgist(builtin: BuiltinType) -> bool {
    !is_range(builtin)
        && !matches!(
            builtin,
            BuiltinType::Box
                | BuiltinType::Inet
                | BuiltinType::Cidr
                | BuiltinType::Point
                | BuiltinType::Polygon
                | BuiltinType::Text
                | BuiltinType::Varchar(_)
        )
}

const fn has_no_brin(builtin: BuiltinType) -> bool {
    let geometric = is_geometric(builtin) && !matches!(builtin, BuiltinType::Box);
    geometric
        || is_document(builtin)
        || is_multirange(builtin)
        || matches!(
            builtin,
            BuiltinType::Boolean
                | BuiltinType::Jsonb
                | BuiltinType::Money
                | BuiltinType::Tsvector
                | BuiltinType::Tsquery
        )
}
