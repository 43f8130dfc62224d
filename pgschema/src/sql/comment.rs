use super::object::{write_as, write_function};
use super::{DataType, Identifier, QualifiedName, TextLiteral, ToSql, Writer};

/// What a [`Comment`] is about.
///
/// ```
/// use pgschema::sql::{Comment, CommentTarget, Identifier, QualifiedName};
///
/// let table = QualifiedName::new("app", "documents")?;
/// let policy = CommentTarget::Policy(table, Identifier::new("own")?);
/// let comment = Comment::new(policy, None);
/// assert_eq!(comment.to_string(), "COMMENT ON POLICY own ON app.documents IS NULL;");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: COMMENT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommentTarget {
    /// A schema.
    Schema(Identifier),
    /// A table.
    Table(QualifiedName),
    /// A column of a table or a view.
    Column(QualifiedName, Identifier),
    /// A type.
    Type(QualifiedName),
    /// A domain.
    Domain(QualifiedName),
    /// A view.
    View(QualifiedName),
    /// A function, with the types of its arguments.
    Function(QualifiedName, Vec<DataType>),
    /// An index.
    Index(QualifiedName),
    /// A policy of a table.
    Policy(QualifiedName, Identifier),
    /// A constraint of a table.
    Constraint(QualifiedName, Identifier),
    /// A role.
    Role(Identifier),
}

impl ToSql for CommentTarget {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Schema(name) => write_as("SCHEMA ", name, out),
            Self::Table(name) => write_as("TABLE ", name, out),
            Self::Column(table, column) => {
                write_as("COLUMN ", table, out);
                write_as(".", column, out);
            }
            Self::Type(name) => write_as("TYPE ", name, out),
            Self::Domain(name) => write_as("DOMAIN ", name, out),
            Self::View(name) => write_as("VIEW ", name, out),
            Self::Function(name, arguments) => write_function(name, arguments, out),
            Self::Index(name) => write_as("INDEX ", name, out),
            Self::Policy(table, name) => {
                write_as("POLICY ", name, out);
                write_as(" ON ", table, out);
            }
            Self::Constraint(table, name) => {
                write_as("CONSTRAINT ", name, out);
                write_as(" ON ", table, out);
            }
            Self::Role(name) => write_as("ROLE ", name, out),
        }
    }
}

/// `COMMENT ON`: what an object is for, kept in the database.
///
/// ```
/// use pgschema::sql::{Comment, CommentTarget, QualifiedName, TextLiteral};
///
/// let table = CommentTarget::Table(QualifiedName::new("app", "documents")?);
/// let comment = Comment::new(table, Some(TextLiteral::new("A tenant's document.")?));
/// assert_eq!(
///     comment.to_string(),
///     "COMMENT ON TABLE app.documents IS 'A tenant''s document.';"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: COMMENT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    on: CommentTarget,
    text: Option<TextLiteral>,
}

impl Comment {
    /// A comment; `None` removes it.
    #[must_use]
    pub const fn new(on: CommentTarget, text: Option<TextLiteral>) -> Self {
        Self { on, text }
    }
}

impl ToSql for Comment {
    fn write(&self, out: &mut Writer) {
        out.push("COMMENT ON ");
        self.on.write(out);
        out.push(" IS ");
        match &self.text {
            Some(text) => text.write(out),
            None => out.push("NULL"),
        }
        out.push(";");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::define::BuiltinType;
    use crate::sql::IdentifierError;

    #[test]
    fn every_target_has_its_words() -> Result<(), IdentifierError> {
        let name = || QualifiedName::new("app", "order");
        let part = || Identifier::new("user");
        for (target, expected) in [
            (CommentTarget::Schema(part()?), "SCHEMA \"user\""),
            (CommentTarget::Table(name()?), "TABLE app.\"order\""),
            (
                CommentTarget::Column(name()?, part()?),
                "COLUMN app.\"order\".\"user\"",
            ),
            (CommentTarget::Type(name()?), "TYPE app.\"order\""),
            (CommentTarget::Domain(name()?), "DOMAIN app.\"order\""),
            (CommentTarget::View(name()?), "VIEW app.\"order\""),
            (
                CommentTarget::Function(name()?, vec![BuiltinType::Uuid.into()]),
                "FUNCTION app.\"order\"(uuid)",
            ),
            (CommentTarget::Index(name()?), "INDEX app.\"order\""),
            (
                CommentTarget::Policy(name()?, part()?),
                "POLICY \"user\" ON app.\"order\"",
            ),
            (
                CommentTarget::Constraint(name()?, part()?),
                "CONSTRAINT \"user\" ON app.\"order\"",
            ),
            (CommentTarget::Role(part()?), "ROLE \"user\""),
        ] {
            assert_eq!(target.to_sql(), expected);
        }
        Ok(())
    }
}
