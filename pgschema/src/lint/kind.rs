//! What kind of type a column has, as far as rules care.

use crate::define::BuiltinType;
use crate::model::Database;
use crate::sql::DataType;

macro_rules! kinds {
    ($($kind:ident),* $(,)?) => {
        /// A kind of type.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Kind { $($kind),* }

        impl Kind {
            pub(super) const ALL: &[Self] = &[$(Self::$kind),*];
        }
    };
}

kinds! {
    Boolean, Smallint, Integer, Bigint, Float, Numeric, LimitedNumeric, Money, Text,
    LimitedVarchar, PaddedText, Bytea, Uuid, Date, Time, TimeTz, Timestamp, TimestampTz, Interval,
    Json, Jsonb, Network, Registry, Oid, Name, Bits, Enum, Citext, Serial, Other,
}

impl Kind {
    /// Whether comparing two such values tells nobody what they are: only then can a condition of a
    /// query under row-level security use an index.
    pub(crate) const fn is_leakproof(self) -> bool {
        use Kind::{
            Bigint, Bits, Boolean, Bytea, Date, Float, Integer, Interval, LimitedVarchar, Money,
            Name, Network, Oid, PaddedText, Serial, Smallint, Text, Time, TimeTz, Timestamp,
            TimestampTz, Uuid,
        };
        Kinds::of(&[
            Boolean,
            Smallint,
            Integer,
            Bigint,
            Serial,
            Float,
            Text,
            LimitedVarchar,
            PaddedText,
            Bytea,
            Uuid,
            Date,
            Time,
            TimeTz,
            Timestamp,
            TimestampTz,
            Interval,
            Network,
            Oid,
            Name,
            Money,
            Bits,
        ])
        .has(self)
    }

    /// The kind of a type; of a domain, that of what it is over.
    pub(crate) fn of(data_type: &DataType, database: &Database) -> Self {
        match data_type {
            DataType::Builtin(builtin) => Self::of_builtin(*builtin),
            DataType::Array(_) => Self::Other,
            DataType::Text(text) => Self::of_text(text.as_str()),
            DataType::Named(named) => {
                let name = &named.name;
                if name.name() == "citext" {
                    return Self::Citext;
                }
                let enums = &database.enums;
                if enums.binary_search_by(|it| it.name.cmp(name)).is_ok() {
                    return Self::Enum;
                }
                let domains = &database.domains;
                let domain = domains.binary_search_by(|it| it.name.cmp(name));
                match domain.ok().and_then(|position| domains.get(position)) {
                    Some(domain) => Self::of(&domain.base, database),
                    None => Self::Other,
                }
            }
        }
    }

    const fn of_builtin(builtin: BuiltinType) -> Self {
        match builtin {
            BuiltinType::Boolean => Self::Boolean,
            BuiltinType::Smallint => Self::Smallint,
            BuiltinType::Integer => Self::Integer,
            BuiltinType::Bigint => Self::Bigint,
            BuiltinType::Real | BuiltinType::DoublePrecision => Self::Float,
            BuiltinType::Numeric {
                precision: None, ..
            } => Self::Numeric,
            BuiltinType::Numeric { .. } => Self::LimitedNumeric,
            BuiltinType::Money => Self::Money,
            BuiltinType::Text | BuiltinType::Varchar(None) => Self::Text,
            BuiltinType::Varchar(Some(_)) => Self::LimitedVarchar,
            BuiltinType::Char(_) => Self::PaddedText,
            BuiltinType::Name => Self::Name,
            BuiltinType::Bytea => Self::Bytea,
            BuiltinType::Uuid => Self::Uuid,
            BuiltinType::Date => Self::Date,
            BuiltinType::Time => Self::Time,
            BuiltinType::TimeTz => Self::TimeTz,
            BuiltinType::Timestamp => Self::Timestamp,
            BuiltinType::TimestampTz => Self::TimestampTz,
            BuiltinType::Interval => Self::Interval,
            BuiltinType::Json => Self::Json,
            BuiltinType::Jsonb => Self::Jsonb,
            BuiltinType::Inet | BuiltinType::Cidr => Self::Network,
            BuiltinType::Oid => Self::Oid,
            BuiltinType::Bit(_)
            | BuiltinType::Varbit(_)
            | BuiltinType::Macaddr
            | BuiltinType::Macaddr8 => Self::Bits,
            _ => Self::Other,
        }
    }

    /// The kind of a type that was written by hand.
    fn of_text(text: &str) -> Self {
        let text = text.to_ascii_lowercase();
        if text.ends_with(']') || text.contains(" array") {
            return Self::Other;
        }
        let (words, limited) = match text.split_once('(') {
            Some((before, after)) => {
                let after = after.split_once(')').map_or("", |(_, after)| after);
                (format!("{before} {after}"), true)
            }
            None => (text, false),
        };
        let words: Vec<&str> = words.split_whitespace().collect();
        let words = words.join(" ");
        match words.strip_prefix("pg_catalog.").unwrap_or(&words) {
            "boolean" | "bool" => Self::Boolean,
            "smallint" | "int2" => Self::Smallint,
            "integer" | "int" | "int4" => Self::Integer,
            "bigint" | "int8" => Self::Bigint,
            "real" | "float" | "float4" | "float8" | "double precision" => Self::Float,
            "numeric" | "decimal" | "dec" if limited => Self::LimitedNumeric,
            "numeric" | "decimal" | "dec" => Self::Numeric,
            "money" => Self::Money,
            "varchar" | "character varying" if limited => Self::LimitedVarchar,
            "text" | "varchar" | "character varying" => Self::Text,
            "char" | "character" | "bpchar" | "nchar" => Self::PaddedText,
            "bytea" => Self::Bytea,
            "uuid" => Self::Uuid,
            "date" => Self::Date,
            "time" | "time without time zone" => Self::Time,
            "timetz" | "time with time zone" => Self::TimeTz,
            "timestamp" | "timestamp without time zone" => Self::Timestamp,
            "timestamptz" | "timestamp with time zone" => Self::TimestampTz,
            "json" => Self::Json,
            "jsonb" => Self::Jsonb,
            "inet" | "cidr" => Self::Network,
            "oid" => Self::Oid,
            "name" => Self::Name,
            "bit" | "varbit" | "bit varying" | "macaddr" | "macaddr8" => Self::Bits,
            "serial" | "bigserial" | "smallserial" | "serial2" | "serial4" | "serial8" => {
                Self::Serial
            }
            word if word.starts_with("interval") => Self::Interval,
            word if word.starts_with("reg") && !word.contains(' ') => Self::Registry,
            word if word == "citext" || word.ends_with(".citext") => Self::Citext,
            _ => Self::Other,
        }
    }
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Kinds(u32);

impl Kinds {
    pub(crate) const ALL: Self = Self::of(Kind::ALL);

    pub(crate) const fn of(kinds: &[Kind]) -> Self {
        let mut bits = 0;
        let mut next = 0;
        while next < kinds.len() {
            bits |= 1 << kinds[next] as u32;
            next += 1;
        }
        Self(bits)
    }

    pub(crate) const fn but(self, kinds: &[Kind]) -> Self {
        Self(self.0 & !Self::of(kinds).0)
    }

    pub(crate) const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u32) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_by_hand_are_what_the_server_reads() {
        for (text, kind) in [
            ("timestamp", Kind::Timestamp),
            ("TIMESTAMP(3) WITHOUT TIME ZONE", Kind::Timestamp),
            ("timestamp (3) with time zone", Kind::TimestampTz),
            ("timestamptz", Kind::TimestampTz),
            ("time with  time zone", Kind::TimeTz),
            ("character varying(20)", Kind::LimitedVarchar),
            ("character varying", Kind::Text),
            ("char(3)", Kind::PaddedText),
            ("numeric(12,2)", Kind::LimitedNumeric),
            ("decimal", Kind::Numeric),
            ("regclass", Kind::Registry),
            ("public.citext", Kind::Citext),
            ("bigserial", Kind::Serial),
            ("pg_catalog.int4", Kind::Integer),
            ("int4[]", Kind::Other),
            ("tsvector", Kind::Other),
            ("interval day to second", Kind::Interval),
        ] {
            assert_eq!(Kind::of_text(text), kind, "{text}");
        }
    }

    #[test]
    fn a_set_has_what_is_put_in() {
        let times = Kinds::of(&[Kind::Time, Kind::Date]);
        assert!(times.has(Kind::Date) && !times.has(Kind::Uuid));
        assert!(!Kinds::ALL.but(&[Kind::Date]).has(Kind::Date));
        assert!(Kind::ALL.len() <= 32);
    }
}
