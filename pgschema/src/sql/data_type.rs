use serde::{Deserialize, Serialize};

use super::{QualifiedName, ToSql, TypeText, Writer};
use crate::define::BuiltinType;

/// A type.
///
/// ```
/// use pgschema::BuiltinType;
/// use pgschema::sql::{DataType, QualifiedName, ToSql};
///
/// let status = DataType::named(QualifiedName::new("app", "status")?);
/// assert_eq!(status.clone().array().to_sql(), "app.status[]");
/// assert_eq!(DataType::Builtin(BuiltinType::TimestampTz).to_sql(), "timestamptz");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DataType {
    /// A type that every server has.
    Builtin(BuiltinType),
    /// An array of another type.
    Array(Box<DataType>),
    /// An enum, a domain, a type of an extension.
    Named(Box<NamedType>),
    /// A type as it was written by hand.
    Text(TypeText),
}

/// A type by its name, in [`DataType::Named`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NamedType {
    /// Its name.
    pub name: QualifiedName,
    /// Its modifiers: `(1536)`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<i32>,
}

impl DataType {
    /// A type by its name.
    #[must_use]
    pub fn named(name: QualifiedName) -> Self {
        Self::Named(Box::new(NamedType {
            name,
            modifiers: Vec::new(),
        }))
    }

    /// An array of this type.
    #[must_use]
    pub fn array(self) -> Self {
        Self::Array(Box::new(self))
    }
}

impl From<BuiltinType> for DataType {
    fn from(builtin: BuiltinType) -> Self {
        Self::Builtin(builtin)
    }
}

impl ToSql for DataType {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Builtin(builtin) => write_builtin(*builtin, out),
            Self::Array(element) => {
                element.write(out);
                // Dimensions are not part of an array's type in PostgreSQL: int[][] is int[].
                if !matches!(**element, Self::Array(_)) {
                    out.push("[]");
                }
            }
            Self::Named(named) => {
                let NamedType { name, modifiers } = &**named;
                name.write(out);
                if !modifiers.is_empty() {
                    out.push("(");
                    for (position, modifier) in modifiers.iter().enumerate() {
                        out.push(if position > 0 { ", " } else { "" });
                        out.push_display(modifier);
                    }
                    out.push(")");
                }
            }
            Self::Text(text) => text.write(out),
        }
    }
}

fn write_builtin(builtin: BuiltinType, out: &mut Writer) {
    out.push(builtin.name());
    let length = match builtin {
        BuiltinType::Varchar(length)
        | BuiltinType::Char(length)
        | BuiltinType::Bit(length)
        | BuiltinType::Varbit(length) => length,
        BuiltinType::Numeric {
            precision: Some(precision),
            scale,
        } => {
            out.push("(");
            out.push_display(precision);
            if let Some(scale) = scale {
                out.push(", ");
                out.push_display(scale);
            }
            out.push(")");
            None
        }
        _ => None,
    };
    if let Some(length) = length {
        out.push("(");
        out.push_display(length);
        out.push(")");
    }
}

impl BuiltinType {
    /// The name that PostgreSQL prints in messages and in `psql`, without modifiers.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Smallint => "smallint",
            Self::Integer => "integer",
            Self::Bigint => "bigint",
            Self::Real => "real",
            Self::DoublePrecision => "double precision",
            Self::Numeric { .. } => "numeric",
            Self::Money => "money",
            Self::Text => "text",
            Self::Varchar(_) => "varchar",
            Self::Char(_) => "char",
            Self::InternalChar => "\"char\"",
            Self::Name => "name",
            Self::Bytea => "bytea",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::Time => "time",
            Self::TimeTz => "timetz",
            Self::Timestamp => "timestamp",
            Self::TimestampTz => "timestamptz",
            Self::Interval => "interval",
            Self::Json => "json",
            Self::Jsonb => "jsonb",
            Self::Jsonpath => "jsonpath",
            Self::Xml => "xml",
            Self::Inet => "inet",
            Self::Cidr => "cidr",
            Self::Macaddr => "macaddr",
            Self::Macaddr8 => "macaddr8",
            Self::Bit(_) => "bit",
            Self::Varbit(_) => "varbit",
            Self::Tsvector => "tsvector",
            Self::Tsquery => "tsquery",
            Self::Oid => "oid",
            Self::Int4range => "int4range",
            Self::Int8range => "int8range",
            Self::Numrange => "numrange",
            Self::Tsrange => "tsrange",
            Self::Tstzrange => "tstzrange",
            Self::Daterange => "daterange",
            Self::Int4multirange => "int4multirange",
            Self::Int8multirange => "int8multirange",
            Self::Nummultirange => "nummultirange",
            Self::Tsmultirange => "tsmultirange",
            Self::Tstzmultirange => "tstzmultirange",
            Self::Datemultirange => "datemultirange",
            Self::Point => "point",
            Self::Line => "line",
            Self::Lseg => "lseg",
            Self::Box => "box",
            Self::Path => "path",
            Self::Polygon => "polygon",
            Self::Circle => "circle",
            Self::Trigger => "trigger",
            Self::Void => "void",
        }
    }
}
