//! Which type of PostgreSQL's own a definition means. It is asked in constants, so it is a constant
//! function, byte by byte.

use super::{BuiltinType, EnumRepresentation, TypeDef};

/// The longest first word of a name in [`builtin_named`], and one byte more.
const LONGEST_WORD: usize = 15;

/// A type below its domains, and below the brackets of its arrays.
#[derive(Clone, Copy)]
pub(super) struct Known {
    /// The type, if it is one of PostgreSQL's own.
    pub(super) builtin: Option<BuiltinType>,
    /// Whether there were brackets.
    pub(super) is_array: bool,
    /// Whether it is an enum of the database.
    pub(super) is_native_enum: bool,
    /// Whether it is a domain, or an array of one.
    pub(super) is_domain: bool,
}

impl Known {
    pub(super) const fn of(data_type: &TypeDef) -> Self {
        let mut known = Self {
            builtin: None,
            is_array: false,
            is_native_enum: false,
            is_domain: false,
        };
        let mut rest = data_type;
        loop {
            match rest {
                TypeDef::Builtin(builtin) => {
                    known.builtin = Some(*builtin);
                    return known;
                }
                TypeDef::Array(element) => {
                    known.is_array = true;
                    rest = element;
                }
                TypeDef::Domain(domain) => {
                    known.is_domain = true;
                    rest = &domain.base;
                }
                TypeDef::Enum(definition) => {
                    match definition.representation {
                        EnumRepresentation::Text | EnumRepresentation::Lookup => {
                            known.builtin = Some(BuiltinType::Text);
                        }
                        EnumRepresentation::Integer(integer) => known.builtin = Some(integer),
                        EnumRepresentation::Native => known.is_native_enum = true,
                    }
                    return known;
                }
                TypeDef::Sql(text) => {
                    known.builtin = builtin_named(text);
                    known.is_array |= has_bracket(text);
                    return known;
                }
                TypeDef::Extension { .. } | TypeDef::Named { .. } => return known,
            }
        }
    }

    /// The type, if it is one of PostgreSQL's own and no array.
    pub(super) const fn scalar(self) -> Option<BuiltinType> {
        if self.is_array { None } else { self.builtin }
    }

    /// Whether nothing is known of it: it comes from an extension, or somebody else made it.
    pub(super) const fn is_unknown(self) -> bool {
        self.builtin.is_none() && !self.is_array && !self.is_native_enum
    }
}

/// The type that a text names, if it is one of PostgreSQL's own. Modifiers are left out, and so is
/// what can't be a column.
const fn builtin_named(text: &str) -> Option<BuiltinType> {
    use BuiltinType as Type;
    let (word, length) = first_word(text.as_bytes());
    let (word, _) = word.split_at(length);
    let is_zoned = has_word(text.as_bytes(), b"with");
    let is_varying = has_word(text.as_bytes(), b"varying");
    Some(match word {
        b"bool" | b"boolean" => Type::Boolean,
        b"int2" | b"smallint" => Type::Smallint,
        b"int" | b"int4" | b"integer" => Type::Integer,
        b"int8" | b"bigint" => Type::Bigint,
        b"float4" | b"real" => Type::Real,
        b"float" | b"float8" | b"double" => Type::DoublePrecision,
        b"dec" | b"decimal" | b"numeric" => Type::Numeric {
            precision: None,
            scale: None,
        },
        b"money" => Type::Money,
        b"text" => Type::Text,
        b"varchar" => Type::Varchar(None),
        b"char" | b"character" | b"nchar" | b"national" if is_varying => Type::Varchar(None),
        b"char" | b"character" | b"nchar" | b"national" | b"bpchar" => Type::Char(None),
        b"name" => Type::Name,
        b"bytea" => Type::Bytea,
        b"uuid" => Type::Uuid,
        b"date" => Type::Date,
        b"time" if is_zoned => Type::TimeTz,
        b"time" => Type::Time,
        b"timetz" => Type::TimeTz,
        b"timestamp" if is_zoned => Type::TimestampTz,
        b"timestamp" => Type::Timestamp,
        b"timestamptz" => Type::TimestampTz,
        b"interval" => Type::Interval,
        b"json" => Type::Json,
        b"jsonb" => Type::Jsonb,
        b"jsonpath" => Type::Jsonpath,
        b"xml" => Type::Xml,
        b"inet" => Type::Inet,
        b"cidr" => Type::Cidr,
        b"macaddr" => Type::Macaddr,
        b"macaddr8" => Type::Macaddr8,
        b"bit" if is_varying => Type::Varbit(None),
        b"bit" => Type::Bit(None),
        b"varbit" => Type::Varbit(None),
        b"tsvector" => Type::Tsvector,
        b"tsquery" => Type::Tsquery,
        b"oid" => Type::Oid,
        b"int4range" => Type::Int4range,
        b"int8range" => Type::Int8range,
        b"numrange" => Type::Numrange,
        b"tsrange" => Type::Tsrange,
        b"tstzrange" => Type::Tstzrange,
        b"daterange" => Type::Daterange,
        b"int4multirange" => Type::Int4multirange,
        b"int8multirange" => Type::Int8multirange,
        b"nummultirange" => Type::Nummultirange,
        b"tsmultirange" => Type::Tsmultirange,
        b"tstzmultirange" => Type::Tstzmultirange,
        b"datemultirange" => Type::Datemultirange,
        b"point" => Type::Point,
        b"line" => Type::Line,
        b"lseg" => Type::Lseg,
        b"box" => Type::Box,
        b"path" => Type::Path,
        b"polygon" => Type::Polygon,
        b"circle" => Type::Circle,
        _ => return None,
    })
}

/// Whether a text names a type of one of the extensions that come with PostgreSQL or stand beside it
/// most often.
pub(super) const fn is_named_by_extension(text: &str) -> bool {
    let mut name = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        if text.as_bytes()[at] == b'.' {
            (_, name) = text.as_bytes().split_at(at + 1);
        }
        at += 1;
    }
    let (word, length) = first_word(name);
    let (word, _) = word.split_at(length);
    matches!(
        word,
        b"citext"
            | b"hstore"
            | b"ltree"
            | b"cube"
            | b"seg"
            | b"vector"
            | b"halfvec"
            | b"sparsevec"
            | b"geometry"
            | b"geography"
    )
}

/// The first word in lower case, and its length. A word that is longer than every known one, or
/// that a dot follows, is none.
const fn first_word(text: &[u8]) -> ([u8; LONGEST_WORD], usize) {
    let mut word = [0; LONGEST_WORD];
    let (mut at, mut length) = (0, 0);
    while at < text.len() && text[at].is_ascii_whitespace() {
        at += 1;
    }
    while at < text.len() && is_letter(text[at]) {
        if length == LONGEST_WORD {
            return (word, 0);
        }
        word[length] = text[at].to_ascii_lowercase();
        length += 1;
        at += 1;
    }
    if at < text.len() && text[at] == b'.' {
        length = 0;
    }
    (word, length)
}

/// Whether a word stands in a text, behind its first one.
const fn has_word(text: &[u8], word: &[u8]) -> bool {
    let mut start = 1;
    while start + word.len() <= text.len() {
        let mut same = 0;
        while same < word.len() && text[start + same].eq_ignore_ascii_case(&word[same]) {
            same += 1;
        }
        let end = start + word.len();
        let is_whole = !is_letter(text[start - 1]) && (end == text.len() || !is_letter(text[end]));
        if same == word.len() && is_whole {
            return true;
        }
        start += 1;
    }
    false
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Whether the name is that of an array.
const fn has_bracket(text: &str) -> bool {
    let text = text.as_bytes();
    let mut at = 0;
    while at < text.len() {
        if text[at] == b'[' {
            return true;
        }
        at += 1;
    }
    has_word(text, b"array")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_known_by_each_of_their_names() {
        for (text, expected) in [
            ("timestamp", BuiltinType::Timestamp),
            (" TIMESTAMP(3) without time zone", BuiltinType::Timestamp),
            ("timestamp (3) WITH time zone", BuiltinType::TimestampTz),
            ("time with time zone[]", BuiltinType::TimeTz),
            ("character varying(20)", BuiltinType::Varchar(None)),
            ("char(2)", BuiltinType::Char(None)),
            ("bit varying", BuiltinType::Varbit(None)),
            ("datemultirange", BuiltinType::Datemultirange),
            ("double precision", BuiltinType::DoublePrecision),
        ] {
            assert_eq!(builtin_named(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn types_of_others_are_unknown() {
        for text in [
            "citext",
            "app.json",
            "timestampwithout",
            "\"json\"",
            "",
            "json_thing",
        ] {
            assert!(Known::of(&TypeDef::Sql(text)).is_unknown(), "{text}");
        }
    }

    #[test]
    fn arrays_are_seen_below_their_brackets() {
        for text in ["int4[]", "integer ARRAY", "integer array[3]"] {
            let known = Known::of(&TypeDef::Sql(text));
            assert!(
                known.is_array && known.builtin == Some(BuiltinType::Integer),
                "{text}"
            );
            assert_eq!(known.scalar(), None);
        }
        assert!(!Known::of(&TypeDef::Sql("app.array_of_things")).is_array);
    }
}
