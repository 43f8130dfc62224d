use serde::{Deserialize, Deserializer, Serialize};

use super::writer::display_as_sql;
use super::{NumberText, ToSql, Writer};

/// What is wrong with a storage parameter.
///
/// ```
/// use pgschema::sql::StorageParameters;
///
/// let error = StorageParameters::parse([("fillfactor", "70%")]).unwrap_err();
/// assert!(error.to_string().starts_with("`fillfactor = 70%` is no storage parameter"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{name} = {value}` is no storage parameter: write a word, or `toast.` and a word, and as its \
     value a number, `true`, `false` or a word"
)]
pub struct StorageParameterError {
    name: String,
    value: String,
}

/// How a table or an index is stored and looked after: `fillfactor`, `autovacuum_enabled`,
/// `toast.autovacuum_enabled`, `pages_per_range`.
///
/// ```
/// use pgschema::sql::StorageParameters;
///
/// let parameters = [("fillfactor", "70"), ("toast.autovacuum_enabled", "false")];
/// assert_eq!(
///     StorageParameters::parse(parameters)?.to_string(),
///     "WITH (fillfactor = 70, toast.autovacuum_enabled = false)"
/// );
/// # Ok::<(), pgschema::sql::StorageParameterError>(())
/// ```
///
/// PostgreSQL manual: CREATE TABLE, CREATE INDEX: Storage Parameters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StorageParameters(Vec<(String, String)>);

impl StorageParameters {
    /// Parameters and their values, in the order in which they are written.
    ///
    /// # Errors
    ///
    /// If a name isn't a word, or a value is neither a number nor a word. Whether a server knows the
    /// parameter is looked at when a [`Database`](crate::Database) is built.
    pub fn parse<'a>(
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, StorageParameterError> {
        let mut checked = Vec::new();
        for (name, value) in parameters {
            let (name, value) = (name.to_owned(), value.to_owned());
            if !is_name(&name) || !is_value(&value) {
                return Err(StorageParameterError { name, value });
            }
            checked.push((name, value));
        }
        Ok(Self(checked))
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

fn is_name(name: &str) -> bool {
    is_word(name.strip_prefix("toast.").unwrap_or(name))
}

fn is_value(value: &str) -> bool {
    is_word(value) || NumberText::parse(value).is_some()
}

fn is_word(text: &str) -> bool {
    text.starts_with(|letter: char| letter.is_ascii_alphabetic() || letter == '_')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

impl<'de> Deserialize<'de> for StorageParameters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Self(Vec::deserialize(deserializer)?);
        Self::parse(list.iter()).map_err(serde::de::Error::custom)
    }
}

impl ToSql for StorageParameters {
    fn write(&self, out: &mut Writer) {
        if self.is_empty() {
            return;
        }
        out.push("WITH (");
        for (position, (name, value)) in self.iter().enumerate() {
            out.push(if position > 0 { ", " } else { "" });
            out.push(name);
            out.push(" = ");
            out.push(value);
        }
        out.push(")");
    }
}

display_as_sql!(StorageParameters);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_values_are_words_and_numbers() {
        for (name, value) in [
            ("fillfactor", "70"),
            ("autovacuum_vacuum_scale_factor", "0.05"),
            ("toast.autovacuum_enabled", "off"),
            ("buffering", "auto"),
            ("a", "-1"),
        ] {
            assert!(StorageParameters::parse([(name, value)]).is_ok(), "{name}");
        }
        for (name, value) in [
            ("", "70"),
            ("fillfactor", ""),
            ("app.fillfactor", "70"),
            ("toast.", "70"),
            ("toast.toast.a", "70"),
            ("fillfactor", "70) TABLESPACE x; --"),
            ("fillfactor", "70abc"),
            ("fillfactor", "'70'"),
            ("fill factor", "70"),
            ("1", "70"),
        ] {
            assert!(
                StorageParameters::parse([(name, value)]).is_err(),
                "{name} = {value}"
            );
        }
    }

    #[test]
    fn parameters_are_read_back_through_the_same_check() {
        let read = |json| serde_json::from_str::<StorageParameters>(json);
        assert!(read(r#"[["fillfactor","70"]]"#).is_ok());
        assert!(read(r#"[["fillfactor","70); --"]]"#).is_err());
    }

    #[test]
    fn nothing_is_written_for_no_parameters() {
        assert_eq!(StorageParameters::default().to_sql(), "");
    }
}
