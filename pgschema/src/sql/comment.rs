use super::{DataType, Identifier, QualifiedName, TextLiteral, ToSql, Writer};

/// What a comment is on.
#[derive(Clone, Debug, PartialEq)]
pub enum CommentTarget {
    /// A schema.
    Schema(Identifier),
    /// A table.
    Table(QualifiedName),
    /// A column.
    Column(QualifiedName, Identifier),
    /// A type.
    Type(QualifiedName),
    /// A domain.
    Domain(QualifiedName),
    /// A view.
    View(QualifiedName),
    /// A function.
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

/// `COMMENT ON`.
///
/// PostgreSQL manual: COMMENT.
///
/// ```
/// use pgschema::sql::{Comment, CommentTarget, QualifiedName, TextLiteral};
///
/// let table = CommentTarget::Table(QualifiedName::new("app", "documents")?);
/// let comment = Comment::new(table, Some(TextLiteral::new("A tenant's texts.")?));
/// assert_eq!(comment.to_string(), "COMMENT ON TABLE app.documents IS 'A tenant''s texts.';");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    on: CommentTarget,
    text: Option<TextLiteral>,
}

impl Comment {
    /// A comment, or none.
    #[must_use]
    pub const fn new(on: CommentTarget, text: Option<TextLiteral>) -> Self {
        Self { on, text }
    }
}

impl ToSql for Comment {
    fn write(&self, out: &mut Writer) {
        out.push("COMMENT ON ");
        match &self.on {
            CommentTarget::Schema(name) => {
                out.push("SCHEMA ");
                name.write(out);
            }
            CommentTarget::Table(name) => {
                out.push("TABLE ");
                name.write(out);
            }
            CommentTarget::Column(table, column) => {
                out.push("COLUMN ");
                table.write(out);
                out.push(".");
                column.write(out);
            }
            CommentTarget::Type(name) => {
                out.push("TYPE ");
                name.write(out);
            }
            CommentTarget::Domain(name) => {
                out.push("DOMAIN ");
                name.write(out);
            }
            CommentTarget::View(name) => {
                out.push("VIEW ");
                name.write(out);
            }
            CommentTarget::Function(name, arguments) => {
                out.push("FUNCTION ");
                name.write(out);
                out.push("(");
                out.push_list(arguments, ", ");
                out.push(")");
            }
            CommentTarget::Index(name) => {
                out.push("INDEX ");
                name.write(out);
            }
            CommentTarget::Policy(table, name) => {
                out.push("POLICY ");
                name.write(out);
                out.push(" ON ");
                table.write(out);
            }
            CommentTarget::Constraint(table, name) => {
                out.push("CONSTRAINT ");
                name.write(out);
                out.push(" ON ");
                table.write(out);
            }
            CommentTarget::Role(name) => {
                out.push("ROLE ");
                name.write(out);
            }
        }
        out.push(" IS ");
        match &self.text {
            Some(text) => text.write(out),
            None => out.push("NULL"),
        }
        out.push(";");
    }
}
