use std::borrow::Borrow;
use std::fmt;

use pgschema_syntax::identifier;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use smol_str::SmolStr;

use super::{ToSql, Writer};

/// What is wrong with a name.
pub type IdentifierError = identifier::IdentifierError;

/// The name of one thing: a table, a column, a role.
///
/// The text is kept as it is and quoted where it is written, so that no name can change the
/// structure of a statement. A clone is cheap.
///
/// ```
/// use pgschema::sql::Identifier;
///
/// assert_eq!(Identifier::new("documents")?.to_string(), "documents");
/// assert_eq!(Identifier::new("order")?.to_string(), "\"order\"");
/// assert_eq!(Identifier::new("say \"hi\"")?.to_string(), "\"say \"\"hi\"\"\"");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
#[derive(Clone)]
pub struct Identifier {
    // Most names fit into the value itself, so that a model is read from memory in one sweep.
    text: SmolStr,
    quoted: bool,
}

impl Identifier {
    /// A name of at most 63 bytes, since PostgreSQL would cut a longer one without a word.
    ///
    /// # Errors
    ///
    /// If the name is empty, longer than 63 bytes, or has a zero byte.
    pub fn new(name: impl AsRef<str>) -> Result<Self, IdentifierError> {
        let name = name.as_ref();
        identifier::check(name)?;
        Ok(Self {
            text: SmolStr::new(name),
            quoted: identifier::needs_quotes(name),
        })
    }

    /// The name itself, without quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether the name must be quoted: it has capital letters or other signs in it, or the grammar
    /// knows the word.
    #[must_use]
    pub const fn needs_quotes(&self) -> bool {
        self.quoted
    }
}

impl ToSql for Identifier {
    fn write(&self, out: &mut Writer) {
        if self.quoted {
            out.push_quoted('"', &self.text);
        } else {
            out.push(&self.text);
        }
    }
}

impl fmt::Display for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_sql())
    }
}

impl fmt::Debug for Identifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.text, f)
    }
}

impl PartialEq for Identifier {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Identifier {}

impl PartialOrd for Identifier {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Identifier {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.text.cmp(&other.text)
    }
}

impl std::hash::Hash for Identifier {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl Borrow<str> for Identifier {
    fn borrow(&self) -> &str {
        &self.text
    }
}

impl PartialEq<str> for Identifier {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl PartialEq<&str> for Identifier {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl TryFrom<&str> for Identifier {
    type Error = IdentifierError;

    fn try_from(name: &str) -> Result<Self, Self::Error> {
        Self::new(name)
    }
}

impl Serialize for Identifier {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Identifier {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::new(name).map_err(serde::de::Error::custom)
    }
}

/// The name of a thing that lives in a schema.
///
/// ```
/// use pgschema::sql::QualifiedName;
///
/// assert_eq!(QualifiedName::new("app", "user")?.to_string(), "app.\"user\"");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualifiedName {
    schema: Identifier,
    name: Identifier,
}

impl QualifiedName {
    /// A name in a schema.
    ///
    /// # Errors
    ///
    /// If either part is no identifier: see [`Identifier::new`].
    pub fn new(schema: impl AsRef<str>, name: impl AsRef<str>) -> Result<Self, IdentifierError> {
        Ok(Self {
            schema: Identifier::new(schema)?,
            name: Identifier::new(name)?,
        })
    }

    /// A name from its parts.
    #[must_use]
    pub const fn from_parts(schema: Identifier, name: Identifier) -> Self {
        Self { schema, name }
    }

    /// The schema.
    #[must_use]
    pub const fn schema(&self) -> &Identifier {
        &self.schema
    }

    /// The name in the schema.
    #[must_use]
    pub const fn name(&self) -> &Identifier {
        &self.name
    }
}

impl ToSql for QualifiedName {
    fn write(&self, out: &mut Writer) {
        self.schema.write(out);
        out.push(".");
        self.name.write(out);
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_sql())
    }
}
