//! Where the statements of a plan go: into text at once, or into a [`Plan`](super::Plan).

use super::{Section, Subject};
use crate::sql::{QualifiedName, Statement, ToSql, Writer};

/// Takes statements, section by section.
pub(super) trait Output {
    /// Begins a section.
    fn section(&mut self, title: &Title<'_>);

    /// One more statement of the last section.
    fn statement(&mut self, statement: impl ToSql + Into<Statement>);
}

/// Text at once: the statements of a large database are many times as large as their text.
impl Output for Writer {
    fn section(&mut self, title: &Title<'_>) {
        self.push("\n");
        self.push_comment_of(title);
    }

    fn statement(&mut self, statement: impl ToSql + Into<Statement>) {
        statement.write(self);
        self.push("\n");
    }
}

impl Output for Vec<Section> {
    fn section(&mut self, title: &Title<'_>) {
        self.push(Section {
            title: title.to_sql(),
            subject: title.subject(),
            statements: Vec::new(),
        });
    }

    fn statement(&mut self, statement: impl ToSql + Into<Statement>) {
        if let Some(section) = self.last_mut() {
            section.statements.push(statement.into());
        }
    }
}

/// What a section is called.
pub(super) enum Title<'a> {
    Session,
    Roles,
    Database,
    Schemas,
    Extensions,
    Type(&'a QualifiedName),
    Function(&'a QualifiedName),
    Table(&'a QualifiedName),
    /// The foreign keys of a table that wait until a circle of tables is there.
    ForeignKeys(&'a QualifiedName),
    View(&'a QualifiedName),
    /// The policies, triggers and rights of a table.
    TableRules(&'a QualifiedName),
    /// The rights of a view.
    ViewRules(&'a QualifiedName),
    /// The session as it was.
    End,
}

impl Title<'_> {
    fn subject(&self) -> Subject {
        match *self {
            Self::Session | Self::End => Subject::Session,
            Self::Roles => Subject::Roles,
            Self::Database => Subject::Database,
            Self::Schemas => Subject::Schemas,
            Self::Extensions => Subject::Extensions,
            Self::Type(name) => Subject::Type(name.clone()),
            Self::Function(name) => Subject::Function(name.clone()),
            Self::Table(name) | Self::ForeignKeys(name) | Self::TableRules(name) => {
                Subject::Table(name.clone())
            }
            Self::View(name) | Self::ViewRules(name) => Subject::View(name.clone()),
        }
    }
}

impl ToSql for Title<'_> {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Session => out.push("session"),
            Self::Roles => out.push("roles"),
            Self::Database => out.push("database"),
            Self::Schemas => out.push("schemas"),
            Self::Extensions => out.push("extensions"),
            Self::Type(name) | Self::Table(name) | Self::View(name) => name.write(out),
            Self::Function(name) => {
                name.write(out);
                out.push("()");
            }
            Self::ForeignKeys(name) => {
                out.push("foreign keys of ");
                name.write(out);
                out.push(" within a circle");
            }
            Self::TableRules(name) | Self::ViewRules(name) => {
                out.push("rules of ");
                name.write(out);
            }
            Self::End => out.push("end"),
        }
    }
}
