//! From the model to statements: what is made in which order, and how for which version.

mod cluster;
#[cfg(feature = "postgres")]
mod definitions;
mod function;
pub(crate) mod order;
mod output;
pub(crate) mod references;
mod security;
mod subject;
mod table;
mod types;
mod unsupported;
mod version;
mod view;

#[cfg(feature = "postgres")]
pub(crate) use definitions::Definitions;
pub use subject::Subject;
pub use unsupported::{Unsupported, UnsupportedFeature};

use output::{Output, Title};

use crate::Version;
use crate::model::Database;
use crate::sql::{Statement, ToSql, Writer};

/// The statements that make a database, in their order.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    version: Version,
    sections: Vec<Section>,
}

/// Statements that belong together in review.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    title: String,
    subject: Subject,
    statements: Vec<Statement>,
}

impl Plan {
    /// The version that the statements are for.
    #[must_use]
    pub const fn version(&self) -> Version {
        self.version
    }

    /// The sections, in order.
    #[must_use]
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The statements, in order.
    pub fn statements(&self) -> impl Iterator<Item = &Statement> {
        self.sections.iter().flat_map(|section| &section.statements)
    }
}

impl Section {
    /// What it is about: `app.documents`.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// What it is about, for whoever sorts sections.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// Its statements, in order.
    #[must_use]
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }
}

impl ToSql for Plan {
    fn write(&self, out: &mut Writer) {
        write_head(self.version, out);
        for section in &self.sections {
            section.write(out);
        }
    }
}

impl ToSql for Section {
    fn write(&self, out: &mut Writer) {
        out.push("\n");
        out.push_comment(&self.title);
        for statement in &self.statements {
            statement.write(out);
            out.push("\n");
        }
    }
}

fn write_head(version: Version, out: &mut Writer) {
    out.push("-- Made by pgschema for PostgreSQL ");
    out.push_display(version);
    out.push(
        ". Run it in one transaction:\n-- psql -v ON_ERROR_STOP=1 --single-transaction -f FILE\n",
    );
}

impl Database {
    /// The statements that make the database on a server of a version.
    ///
    /// ```
    /// use pgschema::{Database, Version};
    ///
    /// let plan = Database::builder().hardened("app").build()?.plan(Version::V16)?;
    /// assert_eq!(plan.sections()[1].title(), "roles");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the database has something that a server of this version can't do, and that has no
    /// equivalent there; with everything of that kind at once.
    pub fn plan(&self, version: Version) -> Result<Plan, Unsupported> {
        let sections = Planner::new(self, version, Vec::new()).plan()?;
        Ok(Plan { version, sections })
    }

    /// The whole DDL as text, ready for `psql`: what [`Database::plan`] comes to.
    ///
    /// # Errors
    ///
    /// As [`Database::plan`].
    pub fn render(&self, version: Version) -> Result<String, Unsupported> {
        // A table of a dozen columns with its comments, policies and grants takes about this much.
        let mut out = Writer::with_capacity(2048 * (self.tables.len() + 4));
        write_head(version, &mut out);
        let out = Planner::new(self, version, out).plan()?;
        Ok(out.into_string())
    }
}

/// A plan under construction.
struct Planner<'a, O> {
    database: &'a Database,
    version: Version,
    output: O,
    /// The section that begins with the next statement.
    next: Option<Title<'a>>,
    unsupported: Vec<UnsupportedFeature>,
}

impl<'a, O: Output> Planner<'a, O> {
    const fn new(database: &'a Database, version: Version, output: O) -> Self {
        Self {
            database,
            version,
            output,
            next: None,
            unsupported: Vec::new(),
        }
    }

    fn plan(mut self) -> Result<O, Unsupported> {
        self.session();
        self.roles();
        self.database_privileges();
        self.schemas();
        self.extensions();
        let functions = self.functions_by_phase();
        self.functions(&functions.before_types);
        self.types();
        self.functions(&functions.after_types);
        self.tables();
        self.views(&functions.after_tables);
        self.security();
        self.finish();
        if !self.unsupported.is_empty() {
            return Err(Unsupported::new(self.version, self.unsupported));
        }
        Ok(self.output)
    }

    /// Begins a section, which is not there unless a statement follows.
    fn section(&mut self, title: Title<'a>) {
        self.next = Some(title);
    }

    /// One more statement.
    fn emit(&mut self, statement: impl ToSql + Into<Statement>) {
        if let Some(title) = self.next.take() {
            self.output.section(&title);
        }
        self.output.statement(statement);
    }

    /// Whether the version has a feature; else it is an error that names it.
    fn needs(&mut self, since: Version, feature: &'static str, object: impl std::fmt::Display) {
        if self.version < since {
            self.unsupported
                .push(UnsupportedFeature::new(feature, object.to_string(), since));
        }
    }
}
