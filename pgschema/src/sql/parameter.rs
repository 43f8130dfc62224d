use pgschema_syntax::identifier::needs_quotes;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::writer::display_as_sql;
use super::{Identifier, TextLiteral, ToSql, Writer};

/// What is wrong with the name of a [`Parameter`].
///
/// ```
/// use pgschema::sql::Parameter;
///
/// let error = Parameter::new("lock timeout").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "\"lock timeout\" is no name of a parameter; it is a word, or two with a dot between them"
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no name of a parameter; it is a word, or two with a dot between them")]
pub struct ParameterError(String);

/// The name of a run-time parameter: `statement_timeout`, or `app.tenant_id` for one of the
/// application's own.
///
/// ```
/// use pgschema::sql::Parameter;
///
/// assert_eq!(Parameter::new("app.tenant_id")?.to_string(), "app.tenant_id");
/// assert_eq!(Parameter::new("user.id")?.to_string(), "\"user\".id");
/// assert!(Parameter::new("role; DROP TABLE users").is_err());
/// # Ok::<(), pgschema::sql::ParameterError>(())
/// ```
///
/// PostgreSQL manual: Setting Parameters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Parameter(String);

impl Parameter {
    /// A parameter by its name.
    ///
    /// # Errors
    ///
    /// If it isn't one or two words of letters, digits and underscores, which is what a server of
    /// any version takes.
    pub fn new(name: impl AsRef<str>) -> Result<Self, ParameterError> {
        let name = name.as_ref();
        let is_word = |word: &str| {
            word.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
                && word
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let is_name = match name.split_once('.') {
            Some((prefix, rest)) => is_word(prefix) && is_word(rest),
            None => is_word(name),
        };
        if is_name {
            Ok(Self(name.to_owned()))
        } else {
            Err(ParameterError(name.to_owned()))
        }
    }

    /// The name, without quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl ToSql for Parameter {
    fn write(&self, out: &mut Writer) {
        for (position, word) in self.0.split('.').enumerate() {
            out.push(if position > 0 { "." } else { "" });
            // Capitals don't matter in the name of a parameter; a keyword does.
            if needs_quotes(&word.to_ascii_lowercase()) {
                out.push_quoted('"', word);
            } else {
                out.push(word);
            }
        }
    }
}

impl Serialize for Parameter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Parameter {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

/// The value of a [`Parameter`].
///
/// ```
/// use pgschema::sql::{Identifier, SettingValue, TextLiteral};
///
/// assert_eq!(SettingValue::Text(TextLiteral::new("15s")?).to_string(), "'15s'");
/// let path = SettingValue::List(vec![Identifier::new("app")?, Identifier::new("pg_temp")?]);
/// assert_eq!(path.to_string(), "app, pg_temp");
/// assert_eq!(SettingValue::List(Vec::new()).to_string(), "''");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingValue {
    /// A text, which every parameter reads: `'15s'`. A list in it would be one name; use
    /// [`List`](Self::List).
    Text(TextLiteral),
    /// A whole number.
    Integer(i64),
    /// `on`, `off`.
    Boolean(bool),
    /// A list of names, as `search_path` takes it; `''` without any.
    List(Vec<Identifier>),
}

impl ToSql for SettingValue {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Text(text) => text.write(out),
            Self::Integer(number) => out.push_display(number),
            Self::Boolean(true) => out.push("on"),
            Self::Boolean(false) => out.push("off"),
            Self::List(names) if names.is_empty() => out.push("''"),
            Self::List(names) => out.push_list(names, ", "),
        }
    }
}

display_as_sql!(Parameter, SettingValue);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_or_two_words() {
        for name in ["a", "_a1", "DateStyle", "app.tenant_id", "select"] {
            assert!(Parameter::new(name).is_ok(), "{name}");
        }
        for name in [
            "", ".", "a.", ".a", "a.b.c", "1a", "a-b", "a b", "\"a\"", "é", "a\0", "a\n",
        ] {
            assert!(Parameter::new(name).is_err(), "{name}");
        }
    }

    #[test]
    fn keywords_are_quoted_and_capitals_are_not() {
        for (name, expected) in [
            ("DateStyle", "DateStyle"),
            ("select.tenant_id", "\"select\".tenant_id"),
            ("app.User", "app.\"User\""),
        ] {
            let sql = Parameter::new(name).map(|parameter| parameter.to_sql());
            assert_eq!(sql.as_deref(), Ok(expected));
        }
    }

    #[test]
    fn a_parameter_is_read_back_through_the_same_check() {
        assert!(serde_json::from_str::<Parameter>(r#""lock_timeout""#).is_ok());
        assert!(serde_json::from_str::<Parameter>(r#""a = 1; --""#).is_err());
    }
}
