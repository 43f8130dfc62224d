//! Where the statements of a plan go: into text at once, or into a [`Plan`](super::Plan).

use super::Section;
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
            statements: Vec::new(),
        });
    }

    fn statement(&mut self, statement: impl ToSql + Into<Statement>) {
        if let Some(section) = self.last_mut() {
            section.statements.push(statement.into());
        }
    }
}

/// What a section is about.
pub(super) enum Title<'a> {
    /// Several things.
    Text(&'static str),
    /// A table, a view or a type.
    Of(&'a QualifiedName),
    /// A function.
    Function(&'a QualifiedName),
    /// The policies, triggers and rights of a table or view.
    Rules(&'a QualifiedName),
}

impl ToSql for Title<'_> {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Text(text) => out.push(text),
            Self::Of(name) => name.write(out),
            Self::Function(name) => {
                name.write(out);
                out.push("()");
            }
            Self::Rules(name) => {
                out.push("rules of ");
                name.write(out);
            }
        }
    }
}
