use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Identifier, QualifiedName, ToSql, Writer};

/// How texts are compared and sorted.
///
/// ```
/// use pgschema::sql::{Collation, Identifier, QualifiedName};
///
/// assert_eq!(Collation::Named(Identifier::new("C")?).to_string(), "COLLATE \"C\"");
/// let nocase = Collation::Qualified(QualifiedName::new("app", "nocase")?);
/// assert_eq!(nocase.to_string(), "COLLATE app.nocase");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: Collation Support.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Collation {
    /// One that is found on the search path, as those of PostgreSQL itself always are.
    Named(Identifier),
    /// One in a schema.
    Qualified(QualifiedName),
}

impl ToSql for Collation {
    fn write(&self, out: &mut Writer) {
        out.push("COLLATE ");
        match self {
            Self::Named(name) => name.write(out),
            Self::Qualified(name) => name.write(out),
        }
    }
}

/// Which operators an element of an index serves.
///
/// ```
/// use pgschema::sql::{Identifier, OperatorClass};
///
/// let class = OperatorClass::Named(Identifier::new("text_pattern_ops")?);
/// assert_eq!(class.to_string(), "text_pattern_ops");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: Operator Classes and Operator Families.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OperatorClass {
    /// One that is found on the search path, as those of PostgreSQL itself always are.
    Named(Identifier),
    /// One in a schema.
    Qualified(QualifiedName),
}

impl ToSql for OperatorClass {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Named(name) => name.write(out),
            Self::Qualified(name) => name.write(out),
        }
    }
}

display_as_sql!(Collation, OperatorClass);
