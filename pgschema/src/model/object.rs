use std::fmt;

use crate::sql::{Identifier, QualifiedName};

/// An object of a database, as reports name it.
///
/// ```
/// use pgschema::model::{Object, Part};
/// use pgschema::sql::{Identifier, QualifiedName};
///
/// let title = Object::Part {
///     table: QualifiedName::new("app", "documents")?,
///     part: Part::Column,
///     name: Identifier::new("title")?,
/// };
/// assert_eq!(title.to_string(), "column app.documents.title");
/// assert_eq!(title.name(), "app.documents.title");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Object {
    /// The database as a whole.
    Database,
    /// A schema.
    Schema(Identifier),
    /// A role.
    Role(Identifier),
    /// An extension.
    Extension(Identifier),
    /// An enum type or a domain.
    Type(QualifiedName),
    /// A function.
    Function(QualifiedName),
    /// A table.
    Table(QualifiedName),
    /// A part of a table.
    Part {
        /// The table.
        table: QualifiedName,
        /// What kind of part.
        part: Part,
        /// The name of the part; of a grant, the role.
        name: Identifier,
    },
    /// A view.
    View(QualifiedName),
    /// A sequence.
    Sequence(QualifiedName),
    /// The server with all its databases.
    Server,
}

/// A kind of part that a table has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// A column.
    Column,
    /// A constraint.
    Constraint,
    /// An index.
    Index,
    /// A policy.
    Policy,
    /// What a role may do; its name is that of the role.
    Grant,
    /// A trigger.
    Trigger,
    /// A partition.
    Partition,
}

impl Part {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Constraint => "constraint",
            Self::Index => "index",
            Self::Policy => "policy",
            Self::Grant => "grant",
            Self::Trigger => "trigger",
            Self::Partition => "partition",
        }
    }
}

impl Object {
    /// What kind of object it is, in PostgreSQL's words.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Schema(_) => "schema",
            Self::Role(_) => "role",
            Self::Extension(_) => "extension",
            Self::Type(_) => "type",
            Self::Function(_) => "function",
            Self::Table(_) => "table",
            Self::Part { part, .. } => part.as_str(),
            Self::View(_) => "view",
            Self::Sequence(_) => "sequence",
            Self::Server => "server",
        }
    }

    /// Its name, by which [`DatabaseBuilder::allow`](crate::DatabaseBuilder::allow) takes it:
    /// `app.documents`, `app.documents.title`; of the database `database`.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::Database => "database".to_owned(),
            Self::Schema(name) | Self::Role(name) | Self::Extension(name) => name.to_string(),
            Self::Server => "server".to_owned(),
            Self::Type(name)
            | Self::Function(name)
            | Self::Table(name)
            | Self::View(name)
            | Self::Sequence(name) => name.to_string(),
            Self::Part { table, name, .. } => format!("{table}.{name}"),
        }
    }

    /// The table that it is, or is a part of.
    #[must_use]
    pub const fn table(&self) -> Option<&QualifiedName> {
        match self {
            Self::Table(table) | Self::Part { table, .. } => Some(table),
            _ => None,
        }
    }

    /// The kind of part and its name, if it is a part of a table.
    #[must_use]
    pub const fn part(&self) -> Option<(Part, &Identifier)> {
        match self {
            Self::Part { part, name, .. } => Some((*part, name)),
            _ => None,
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Database => f.write_str("the database"),
            Self::Server => f.write_str("the server"),
            Self::Part {
                table,
                part: Part::Grant,
                name,
            } => write!(f, "grant on {table} to {name}"),
            object => write!(f, "{} {}", object.kind(), object.name()),
        }
    }
}
