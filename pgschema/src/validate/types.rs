use std::collections::HashMap;

use pgschema_syntax::token::{Token, TokenKind, tokens};

use crate::define::BuiltinType;
use crate::model::{Database, Domain};
use crate::sql::{DataType, Identifier, QualifiedName};

/// The types that the server has for functions only.
#[rustfmt::skip]
const PSEUDO_TYPES: &[&str] = &[
    "any", "anyarray", "anycompatible", "anycompatiblearray", "anycompatiblemultirange", "anycompatiblenonarray",
    "anycompatiblerange", "anyelement", "anyenum", "anymultirange", "anynonarray", "anyrange", "cstring",
    "event_trigger", "fdw_handler", "index_am_handler", "internal", "language_handler", "pg_ddl_command", "record",
    "table_am_handler", "trigger", "tsm_handler", "unknown", "void",
];

/// What the grammar makes a column with a sequence of.
const SERIAL_TYPES: &[&str] = &[
    "bigserial",
    "serial",
    "serial2",
    "serial4",
    "serial8",
    "smallserial",
];

/// What is known of a type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Known<'a> {
    /// A type of every server.
    Builtin(BuiltinType),
    /// A type that no column can have.
    Pseudo,
    /// No type, but a column with a sequence.
    Serial,
    /// An array.
    Array,
    /// An enum of the database.
    Enum,
    /// A domain of the database.
    Domain(&'a Domain),
    /// A type by its name, which is none of PostgreSQL's own.
    Foreign,
    /// Nothing.
    Unknown,
}

/// The types of a database.
pub(super) struct Types<'a> {
    home: &'a Identifier,
    own: HashMap<(&'a str, &'a str), Known<'a>>,
}

impl<'a> Types<'a> {
    pub(super) fn new(database: &'a Database) -> Self {
        let key = |name: &'a QualifiedName| (name.schema().as_str(), name.name().as_str());
        let enums = database.enums.iter().map(|it| (key(&it.name), Known::Enum));
        let domains = database
            .domains
            .iter()
            .map(|it| (key(&it.name), Known::Domain(it)));
        Self {
            home: &database.home,
            own: enums.chain(domains).collect(),
        }
    }

    /// What a type is.
    pub(super) fn known(&self, data_type: &DataType) -> Known<'a> {
        match data_type {
            DataType::Builtin(BuiltinType::Trigger | BuiltinType::Void) => Known::Pseudo,
            DataType::Builtin(builtin) => Known::Builtin(*builtin),
            DataType::Array(_) => Known::Array,
            DataType::Named(named) => {
                let (schema, name) = (named.name.schema().as_str(), named.name.name().as_str());
                self.named(schema, name)
            }
            DataType::Text(text) => self.written(text.as_str()),
        }
    }

    /// What a type is below its domains.
    pub(super) fn base(&self, data_type: &DataType) -> Known<'a> {
        let mut known = self.known(data_type);
        // A domain over itself is no reason to go on for ever.
        for _ in 0..self.own.len() {
            let Known::Domain(domain) = known else {
                break;
            };
            known = self.known(&domain.base);
        }
        known
    }

    /// What the elements of an array are, or the type itself, below domains and arrays.
    pub(super) fn element(&self, data_type: &DataType) -> Known<'a> {
        let mut known = self.element_type(data_type);
        for _ in 0..self.own.len() {
            let Known::Domain(domain) = known else {
                break;
            };
            known = self.element_type(&domain.base);
        }
        known
    }

    /// What the elements of an array are as they are said, or the type itself: a domain stays one.
    pub(super) fn element_type(&self, data_type: &DataType) -> Known<'a> {
        match data_type {
            DataType::Array(element) => self.element_type(element),
            DataType::Text(text) => match Written::new(text.as_str()) {
                Some(written) => self.of_written(&written),
                None => Known::Unknown,
            },
            other => self.known(other),
        }
    }

    fn named(&self, schema: &str, name: &str) -> Known<'a> {
        if let Some(own) = self.own.get(&(schema, name)) {
            return *own;
        }
        if schema == "pg_catalog" {
            Known::Unknown
        } else {
            Known::Foreign
        }
    }

    fn written(&self, text: &str) -> Known<'a> {
        match Written::new(text) {
            None => Known::Unknown,
            Some(written) if written.is_array => Known::Array,
            Some(written) => self.of_written(&written),
        }
    }

    fn of_written(&self, written: &Written) -> Known<'a> {
        let in_catalog = match written.schema.as_deref() {
            None | Some("pg_catalog") => true,
            Some(schema) => return self.named(schema, &written.name),
        };
        let name = written.name.as_str();
        if written.schema.is_none() && SERIAL_TYPES.contains(&name) {
            return Known::Serial;
        }
        if let Some(builtin) = written.builtin().filter(|_| in_catalog) {
            return Known::Builtin(builtin);
        }
        if PSEUDO_TYPES.contains(&name) {
            return Known::Pseudo;
        }
        match self.own.get(&(self.home.as_str(), name)) {
            Some(own) if written.schema.is_none() => *own,
            _ => Known::Unknown,
        }
    }
}

/// A type as it was written by hand.
#[derive(Debug, PartialEq)]
pub(super) struct Written {
    pub(super) schema: Option<String>,
    /// Its words in lower case, without modifiers.
    pub(super) name: String,
    pub(super) modifiers: Vec<i64>,
    pub(super) is_array: bool,
}

impl Written {
    /// The parts of a type, if they are plain words and numbers.
    pub(super) fn new(text: &str) -> Option<Self> {
        let tokens: Vec<Token<'_>> = tokens(text).collect::<Result<_, _>>().ok()?;
        let (schema, rest) = match tokens.as_slice() {
            [schema, dot, rest @ ..] if dot.kind == TokenKind::Dot => (Some(word(schema)?), rest),
            rest => (None, rest),
        };
        let mut words = Vec::new();
        let mut modifiers = Vec::new();
        let mut is_array = false;
        let mut in_brackets = false;
        let mut sign = 1;
        for token in rest {
            match token.kind {
                TokenKind::OpenBracket => (is_array, in_brackets) = (true, true),
                TokenKind::CloseBracket => in_brackets = false,
                TokenKind::Number if in_brackets => {}
                TokenKind::Number => {
                    modifiers.push(sign * token.text.parse::<i64>().ok()?);
                    sign = 1;
                }
                TokenKind::Operator if token.text == "-" => sign = -1,
                TokenKind::OpenParen | TokenKind::CloseParen | TokenKind::Comma => {}
                _ if token.is_word("array") => is_array = true,
                _ => words.push(word(token)?),
            }
        }
        Some(Self {
            schema,
            name: words.join(" "),
            modifiers,
            is_array,
        })
    }

    fn builtin(&self) -> Option<BuiltinType> {
        use BuiltinType as B;
        let length = || {
            let first = self.modifiers.first();
            first.map(|length| u32::try_from(*length).unwrap_or(0))
        };
        Some(match self.name.as_str() {
            "bool" | "boolean" => B::Boolean,
            "int2" | "smallint" => B::Smallint,
            "int" | "int4" | "integer" => B::Integer,
            "bigint" | "int8" => B::Bigint,
            "float4" | "real" => B::Real,
            "float" if self.modifiers.first().is_some_and(|bits| *bits < 25) => B::Real,
            "double precision" | "float" | "float8" => B::DoublePrecision,
            "dec" | "decimal" | "numeric" => B::Numeric {
                precision: self
                    .modifiers
                    .first()
                    .map(|it| u16::try_from(*it).unwrap_or(0)),
                scale: self
                    .modifiers
                    .get(1)
                    .map(|it| i16::try_from(*it).unwrap_or(i16::MAX)),
            },
            "money" => B::Money,
            "text" => B::Text,
            "varchar"
            | "char varying"
            | "character varying"
            | "nchar varying"
            | "national char varying"
            | "national character varying" => B::Varchar(length()),
            "bpchar" if self.modifiers.is_empty() => B::Text,
            "bpchar" | "char" | "character" | "nchar" | "national char" | "national character" => {
                B::Char(length())
            }
            "\"char\"" => B::InternalChar,
            "name" => B::Name,
            "bytea" => B::Bytea,
            "uuid" => B::Uuid,
            "date" => B::Date,
            "time" | "time without time zone" => B::Time,
            "time with time zone" | "timetz" => B::TimeTz,
            "timestamp" | "timestamp without time zone" => B::Timestamp,
            "timestamp with time zone" | "timestamptz" => B::TimestampTz,
            "json" => B::Json,
            "jsonb" => B::Jsonb,
            "jsonpath" => B::Jsonpath,
            "xml" => B::Xml,
            "inet" => B::Inet,
            "cidr" => B::Cidr,
            "macaddr" => B::Macaddr,
            "macaddr8" => B::Macaddr8,
            "bit" => B::Bit(length()),
            "bit varying" | "varbit" => B::Varbit(length()),
            "tsvector" => B::Tsvector,
            "tsquery" => B::Tsquery,
            "oid" => B::Oid,
            "int4range" => B::Int4range,
            "int8range" => B::Int8range,
            "numrange" => B::Numrange,
            "tsrange" => B::Tsrange,
            "tstzrange" => B::Tstzrange,
            "daterange" => B::Daterange,
            "int4multirange" => B::Int4multirange,
            "int8multirange" => B::Int8multirange,
            "nummultirange" => B::Nummultirange,
            "tsmultirange" => B::Tsmultirange,
            "tstzmultirange" => B::Tstzmultirange,
            "datemultirange" => B::Datemultirange,
            "point" => B::Point,
            "line" => B::Line,
            "lseg" => B::Lseg,
            "box" => B::Box,
            "path" => B::Path,
            "polygon" => B::Polygon,
            "circle" => B::Circle,
            name if name == "interval" || name.starts_with("interval ") => B::Interval,
            _ => return None,
        })
    }
}

/// A word in lower case; of names in quotes only `"char"`, which is another type than `char`.
fn word(token: &Token<'_>) -> Option<String> {
    match token.kind {
        TokenKind::Identifier => Some(token.text.to_ascii_lowercase()),
        TokenKind::QuotedIdentifier if token.text == "\"char\"" => Some(token.text.to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_by_hand_is_the_one_that_the_server_reads() {
        let builtin = |text| Written::new(text).and_then(|written| written.builtin());
        for (text, expected) in [
            ("INT", BuiltinType::Integer),
            ("pg_catalog.int8", BuiltinType::Bigint),
            ("timestamp(3) WITH time zone", BuiltinType::TimestampTz),
            ("character varying(20)", BuiltinType::Varchar(Some(20))),
            ("interval day to second(3)", BuiltinType::Interval),
            ("\"char\"", BuiltinType::InternalChar),
            ("char", BuiltinType::Char(None)),
            (
                "decimal(10, -2)",
                BuiltinType::Numeric {
                    precision: Some(10),
                    scale: Some(-2),
                },
            ),
        ] {
            assert_eq!(builtin(text), Some(expected), "{text}");
        }
        for text in ["citext", "app.status", "geometry(Point, 4326)", "\"int4\""] {
            assert_eq!(
                builtin(text).filter(|_| !text.starts_with("app.")),
                None,
                "{text}"
            );
        }
        assert!(Written::new("text[3][]").is_some_and(|written| written.is_array));
        assert!(Written::new("text ARRAY").is_some_and(|written| written.is_array));
    }
}
