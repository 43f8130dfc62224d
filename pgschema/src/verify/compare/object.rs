use std::fmt;

use crate::sql::{Identifier, ToSql};

/// An object on a server or in a model, as a [`Drift`](super::Drift) names it. Names are as the
/// catalogs have them; [`Display`](fmt::Display) puts quotes around them where SQL would.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Object {
    /// What it is.
    pub kind: Kind,
    /// The schema that it is in.
    pub schema: Option<String>,
    /// Its name; of the database, nothing.
    pub name: String,
    /// Of a function or an operator, the types of its arguments; of an operator class or family, the index method.
    pub arguments: Option<String>,
    /// The part of it that is meant.
    pub part: Option<Part>,
}

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// The database as a whole.
    Database,
    /// A role.
    Role,
    /// A schema.
    Schema,
    /// An extension.
    Extension,
    /// An enum, a domain, a composite or a range type.
    Type,
    /// A function, a procedure or an aggregate.
    Function,
    /// A table or a partition.
    Table,
    /// A view.
    View,
    /// A materialized view.
    MaterializedView,
    /// A foreign table.
    ForeignTable,
    /// A sequence that no identity column has.
    Sequence,
    /// An operator.
    Operator,
    /// An operator class, for an index method.
    OperatorClass,
    /// An operator family, for an index method.
    OperatorFamily,
    /// A collation.
    Collation,
    /// A conversion between encodings.
    Conversion,
    /// A text search configuration.
    TextSearchConfiguration,
    /// A text search dictionary.
    TextSearchDictionary,
    /// A text search parser.
    TextSearchParser,
    /// A text search template.
    TextSearchTemplate,
}

/// A part of an object.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Part {
    /// A column of a table.
    Column(String),
    /// A constraint of a table or a domain.
    Constraint(String),
    /// An index of a table.
    Index(String),
    /// A policy of a table.
    Policy(String),
    /// A trigger of a table.
    Trigger(String),
    /// A rule of a table or a view.
    Rule(String),
    /// Extended statistics of a table.
    Statistics(String),
    /// A right that is granted.
    Grant {
        /// Which right.
        privilege: String,
        /// On which column, if not on the whole.
        column: Option<String>,
        /// To whom.
        role: Grantee,
    },
    /// A right on the sequence of an identity column.
    SequenceGrant {
        /// Which right.
        privilege: String,
        /// The column.
        column: String,
        /// To whom.
        role: Grantee,
    },
    /// A setting of a role, or of the database.
    Setting {
        /// The parameter.
        parameter: String,
        /// Whether it holds in this database only.
        in_database: bool,
    },
    /// What the role is a member of.
    MemberOf(String),
    /// Who is a member of the role.
    Member(String),
    /// A right on what a role makes later.
    DefaultPrivilege {
        /// Whose objects.
        maker: String,
        /// Which right.
        privilege: String,
        /// On what: `ROUTINES`.
        on: String,
        /// In which schema, if not in all.
        schema: Option<String>,
        /// To whom.
        role: Grantee,
    },
}

/// Who has a right.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Grantee {
    /// Everybody.
    Public,
    /// Whoever owns the object.
    Owner,
    /// A role.
    Role(String),
}

impl Kind {
    /// What it is called in PostgreSQL's words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Role => "role",
            Self::Schema => "schema",
            Self::Extension => "extension",
            Self::Type => "type",
            Self::Function => "function",
            Self::Table => "table",
            Self::View => "view",
            Self::MaterializedView => "materialized view",
            Self::ForeignTable => "foreign table",
            Self::Sequence => "sequence",
            Self::Operator => "operator",
            Self::OperatorClass => "operator class",
            Self::OperatorFamily => "operator family",
            Self::Collation => "collation",
            Self::Conversion => "conversion",
            Self::TextSearchConfiguration => "text search configuration",
            Self::TextSearchDictionary => "text search dictionary",
            Self::TextSearchParser => "text search parser",
            Self::TextSearchTemplate => "text search template",
        }
    }
}

impl Part {
    /// What it is called in PostgreSQL's words.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Column(_) => "column",
            Self::Constraint(_) => "constraint",
            Self::Index(_) => "index",
            Self::Policy(_) => "policy",
            Self::Trigger(_) => "trigger",
            Self::Rule(_) => "rule",
            Self::Statistics(_) => "statistics",
            Self::Grant { .. } | Self::SequenceGrant { .. } => "grant",
            Self::Setting { .. } => "setting",
            Self::MemberOf(_) | Self::Member(_) => "membership",
            Self::DefaultPrivilege { .. } => "default privilege",
        }
    }

    /// The part's name, if it has one of its own that can change while it stays what it is.
    pub(super) const fn own_name(&self) -> Option<&String> {
        match self {
            Self::Constraint(name)
            | Self::Index(name)
            | Self::Policy(name)
            | Self::Trigger(name) => Some(name),
            _ => None,
        }
    }
}

impl Object {
    pub(super) const fn new(kind: Kind, schema: Option<String>, name: String) -> Self {
        Self {
            kind,
            schema,
            name,
            arguments: None,
            part: None,
        }
    }

    pub(super) fn database() -> Self {
        Self::new(Kind::Database, None, String::new())
    }

    pub(super) fn role(name: &str) -> Self {
        Self::new(Kind::Role, None, name.to_owned())
    }

    pub(super) fn of_schema(name: &str) -> Self {
        Self::new(Kind::Schema, None, name.to_owned())
    }

    pub(super) fn within(kind: Kind, schema: &str, name: &str) -> Self {
        Self::new(kind, Some(schema.to_owned()), name.to_owned())
    }

    pub(super) fn part(&self, part: Part) -> Self {
        Self {
            part: Some(part),
            ..self.clone()
        }
    }

    /// The object that this is, or is a part of.
    #[must_use]
    pub fn whole(&self) -> Self {
        Self {
            part: None,
            kind: self.kind,
            schema: self.schema.clone(),
            name: self.name.clone(),
            arguments: self.arguments.clone(),
        }
    }

    /// What kind of object or part it is, in PostgreSQL's words.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.part.as_ref().map_or(self.kind.as_str(), Part::as_str)
    }

    /// The name of the whole object, as SQL writes it: `app.documents`.
    #[must_use]
    pub fn name(&self) -> String {
        let mut name = self.schema.as_deref().map_or_else(String::new, |schema| {
            let mut schema = quoted(schema);
            schema.push('.');
            schema
        });
        match self.kind {
            Kind::Operator => name.push_str(&self.name),
            _ => name.push_str(&quoted(&self.name)),
        }
        if let Some(arguments) = &self.arguments {
            name.push('(');
            name.push_str(arguments);
            name.push(')');
        }
        name
    }

    /// The whole object with its kind: `table app.documents`.
    fn described(&self) -> String {
        match self.kind {
            Kind::Database => "the database".to_owned(),
            kind => format!("{} {}", kind.as_str(), self.name()),
        }
    }
}

/// A name as SQL writes it.
pub(super) fn quoted(name: &str) -> String {
    Identifier::new(name).map_or_else(|_| name.to_owned(), |name| name.to_sql())
}

impl fmt::Display for Grantee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Public => f.write_str("PUBLIC"),
            Self::Owner => f.write_str("its owner"),
            Self::Role(name) => f.write_str(&quoted(name)),
        }
    }
}

impl fmt::Display for Object {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(part) = &self.part else {
            return f.write_str(&self.described());
        };
        match part {
            Part::Column(name)
            | Part::Constraint(name)
            | Part::Index(name)
            | Part::Policy(name)
            | Part::Trigger(name)
            | Part::Rule(name)
            | Part::Statistics(name) => {
                write!(f, "{} {}.{}", part.as_str(), self.name(), quoted(name))
            }
            Part::Grant {
                privilege,
                column: Some(column),
                role,
            } => {
                let (column, on) = (quoted(column), self.name());
                write!(f, "GRANT of {privilege} ({column}) on {on} to {role}")
            }
            Part::Grant {
                privilege,
                column: None,
                role,
            } => {
                let on = match self.kind {
                    Kind::Table | Kind::View => self.name(),
                    _ => self.described(),
                };
                write!(f, "GRANT of {privilege} on {on} to {role}")
            }
            Part::SequenceGrant {
                privilege,
                column,
                role,
            } => write!(
                f,
                "GRANT of {privilege} on the sequence of {}.{} to {role}",
                self.name(),
                quoted(column)
            ),
            Part::Setting {
                parameter,
                in_database,
            } => {
                let place = match (self.kind, in_database) {
                    (Kind::Role, true) => " in this database",
                    _ => "",
                };
                write!(f, "setting {parameter} of {}{place}", self.described())
            }
            Part::MemberOf(role) => {
                let member = self.name();
                write!(f, "membership of {member} in {}", quoted(role))
            }
            Part::Member(member) => {
                let role = self.name();
                write!(f, "membership of {} in {role}", quoted(member))
            }
            Part::DefaultPrivilege {
                maker,
                privilege,
                on,
                schema,
                role,
            } => {
                let maker = quoted(maker);
                write!(f, "default {privilege} on {on} of {maker}")?;
                if let Some(schema) = schema {
                    write!(f, " in schema {}", quoted(schema))?;
                }
                write!(f, " to {role}")
            }
        }
    }
}
