//! The type that a value is sent as: one that cuts nothing off.
//!
//! A cast to `varchar(5)` shortens a text without a word, where an assignment refuses it (22001). So a value is cast to
//! the type without its length, and the server's assignment does the rest. In a comparison, what is too long is equal to
//! nothing; and a value that a domain doesn't take is no error but in no row. Arrays are compared with arrays of the same
//! elements alone, so those keep their type but for its length; of a text the server makes them as it reads input, which
//! cuts nothing either.

use crate::Database;
use crate::define::BuiltinType;
use crate::sql::{DataType, QualifiedName, ToSql, TypeText};

/// The type without lengths, and of a domain what is below it.
pub(super) fn unbounded(database: &Database, data_type: &DataType) -> DataType {
    match data_type {
        DataType::Builtin(builtin) => of_builtin(*builtin),
        DataType::Array(element) => DataType::Array(Box::new(of_element(element))),
        DataType::Named(named) => {
            let domains = database.domains();
            match domains.iter().find(|it| it.name == named.name) {
                Some(domain) => unbounded(database, &domain.base),
                None => DataType::named(named.name.clone()),
            }
        }
        DataType::Text(text) => of_text(database, text),
    }
}

/// The type of the elements of an array without lengths.
fn of_element(element: &DataType) -> DataType {
    match element {
        DataType::Builtin(BuiltinType::Varchar(_)) => DataType::Builtin(BuiltinType::Varchar(None)),
        DataType::Builtin(BuiltinType::Bit(_)) => of_any_length("bit"),
        DataType::Builtin(builtin) => of_builtin(*builtin),
        // Of a domain the server looks at the values, and says if one is none.
        other => other.clone(),
    }
}

fn of_builtin(builtin: BuiltinType) -> DataType {
    match builtin {
        BuiltinType::Varchar(_) => DataType::Builtin(BuiltinType::Text),
        BuiltinType::Char(_) => of_any_length("bpchar"),
        BuiltinType::Bit(_) | BuiltinType::Varbit(_) => {
            DataType::Builtin(BuiltinType::Varbit(None))
        }
        BuiltinType::Numeric { .. } => DataType::Builtin(BuiltinType::Numeric {
            precision: None,
            scale: None,
        }),
        other => DataType::Builtin(other),
    }
}

/// `char` and `bit` alone are of one character and one bit; these are of any number.
fn of_any_length(name: &str) -> DataType {
    match QualifiedName::new("pg_catalog", name) {
        Ok(name) => DataType::named(name),
        Err(_) => DataType::Builtin(BuiltinType::Text),
    }
}

/// A type that was written by hand.
fn of_text(database: &Database, text: &TypeText) -> DataType {
    let whole = text.to_sql();
    if let Some(domain) = database
        .domains()
        .iter()
        .find(|it| it.name.to_sql() == whole)
    {
        return unbounded(database, &domain.base);
    }
    let (name, brackets) = match whole.find('[') {
        Some(at) => whole.split_at(at),
        None => (whole.as_str(), ""),
    };
    let name = without_length(name);
    let words: Vec<&str> = name.split_whitespace().collect();
    let lowered: Vec<String> = words.iter().map(|it| it.to_ascii_lowercase()).collect();
    let lowered: Vec<&str> = lowered.iter().map(String::as_str).collect();
    let builtin = match lowered.as_slice() {
        ["varchar" | "pg_catalog.varchar"]
        | ["character" | "char" | "nchar", "varying"]
        | ["national", "character" | "char", "varying"] => Some(BuiltinType::Varchar(None)),
        ["char" | "character" | "nchar" | "bpchar" | "pg_catalog.bpchar"]
        | ["national", "character" | "char"] => Some(BuiltinType::Char(None)),
        ["bit"] => Some(BuiltinType::Bit(None)),
        ["varbit"] | ["bit", "varying"] => Some(BuiltinType::Varbit(None)),
        _ => None,
    };
    let named = || match TypeText::new(words.join(" ")) {
        Ok(text) => DataType::Text(text),
        Err(_) => DataType::Text(text.clone()),
    };
    let element = builtin.map_or_else(named, DataType::Builtin);
    match (brackets.is_empty(), builtin) {
        (true, Some(builtin)) => of_builtin(builtin),
        (true, None) => element,
        (false, _) => of_element(&element).array(),
    }
}

/// `timestamp(3) with time zone` without `(3)`. A name in quotes stays as it is.
fn without_length(name: &str) -> String {
    if name.contains('"') {
        return name.to_owned();
    }
    let mut without = String::new();
    let mut depth = 0_u32;
    for character in name.chars() {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            other if depth == 0 => without.push(other),
            _ => {}
        }
    }
    without
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> Database {
        let builder = Database::builder();
        builder.build().unwrap_or_else(|errors| panic!("{errors}"))
    }

    #[test]
    fn no_length_is_left_of_a_type() {
        for (text, unbounded_text) in [
            ("varchar(5)", "text"),
            ("CHARACTER VARYING (5)", "text"),
            ("char(5)", "pg_catalog.bpchar"),
            ("character", "pg_catalog.bpchar"),
            ("varchar(5)[]", "varchar[]"),
            ("bit(3)[]", "pg_catalog.\"bit\"[]"),
            ("char(3)[]", "pg_catalog.bpchar[]"),
            ("bit(3)", "varbit"),
            ("bit varying(3)", "varbit"),
            ("numeric(12, 2)", "numeric"),
            ("timestamp(3) with time zone", "timestamp with time zone"),
            ("vector(3)", "vector"),
            ("\"char\"", "\"char\""),
            ("citext", "citext"),
        ] {
            let text = DataType::Text(TypeText::new(text).unwrap());
            assert_eq!(unbounded(&database(), &text).to_sql(), unbounded_text);
        }
        let fixed = DataType::Builtin(BuiltinType::Char(Some(5))).array();
        assert_eq!(
            unbounded(&database(), &fixed).to_sql(),
            "pg_catalog.bpchar[]"
        );
    }
}
