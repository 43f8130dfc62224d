use serde::{Deserialize, Deserializer, Serialize};

use super::{ToSql, Writer};

/// What is wrong with a storage parameter.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{name} = {value}` is no storage parameter: a word, or `toast.` and a word, and a number, a boolean or a word"
)]
pub struct StorageParameterError {
    name: String,
    value: String,
}

/// Storage parameters of a table or an index: `fillfactor = 70`.
///
/// PostgreSQL manual: CREATE TABLE, Storage Parameters.
///
/// ```
/// use pgschema::sql::{StorageParameters, ToSql};
///
/// let parameters = StorageParameters::parse([("fillfactor", "70")])?;
/// assert_eq!(parameters.to_sql(), "WITH (fillfactor = 70)");
/// assert!(StorageParameters::parse([("fillfactor", "70); DROP TABLE t")]).is_err());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StorageParameters(Vec<(String, String)>);

impl StorageParameters {
    /// Parameters and their values.
    ///
    /// # Errors
    ///
    /// If a name isn't a word, or a value isn't a number, a boolean or a word.
    pub fn parse<'a>(
        parameters: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, StorageParameterError> {
        let is_word = |text: &str| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        };
        let is_name = |name: &str| {
            name.split_once('.').map_or_else(
                || is_word(name),
                |(toast, rest)| toast == "toast" && is_word(rest),
            )
        };
        let is_value = |value: &str| is_word(value) || super::NumberText::parse(value).is_some();
        let mut checked = Vec::new();
        for (name, value) in parameters {
            if !is_name(name) || !is_value(value) {
                return Err(StorageParameterError {
                    name: name.to_owned(),
                    value: value.to_owned(),
                });
            }
            checked.push((name.to_owned(), value.to_owned()));
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

impl<'de> Deserialize<'de> for StorageParameters {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list: Vec<(String, String)> = Vec::deserialize(deserializer)?;
        Self::parse(
            list.iter()
                .map(|(name, value)| (name.as_str(), value.as_str())),
        )
        .map_err(serde::de::Error::custom)
    }
}

impl ToSql for StorageParameters {
    fn write(&self, out: &mut Writer) {
        out.push("WITH (");
        for (position, (name, value)) in self.0.iter().enumerate() {
            out.push(if position > 0 { ", " } else { "" });
            out.push(name);
            out.push(" = ");
            out.push(value);
        }
        out.push(")");
    }
}
