use std::collections::BTreeMap;

use super::file_name::file_name;
use crate::Version;
use crate::model::Database;
use crate::plan::{Subject, Unsupported};
use crate::sql::{QualifiedName, ToSql, Writer};

/// The DDL of one object: of a table all that a review of it must see, from its columns to its
/// policies and grants.
///
/// Made by [`Database::object_files`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectFile {
    path: String,
    rust: Option<String>,
    sql: String,
}

impl ObjectFile {
    /// The path of a file for it, with `/` on every system: `app/tables/documents.sql`.
    ///
    /// It has nothing but small letters, digits, `_`, `-`, `/` and the dot before `sql`. A name that
    /// has other characters ends with a hash.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path of the struct that describes it, for a table of a struct.
    #[must_use]
    pub fn rust(&self) -> Option<&str> {
        self.rust.as_deref()
    }

    /// The DDL.
    #[must_use]
    pub fn sql(&self) -> &str {
        &self.sql
    }
}

impl Database {
    /// The DDL in parts, one for each object, by path.
    ///
    /// There is a file for each table (`app/tables/documents.sql`), view (`app/views/…`), function
    /// (`app/functions/…`) and type (`app/types/…`), and one for each of `session.sql`,
    /// `roles.sql`, `database.sql`, `schemas.sql` and `extensions.sql` where there is something to
    /// say. They are for reading: only [`Database::render`] has everything in an order that runs.
    ///
    /// ```
    /// use pgschema::{Database, Version};
    ///
    /// let database = Database::builder().hardened("app").build()?;
    /// let files = database.object_files(Version::V18)?;
    /// let paths: Vec<&str> = files.iter().map(|file| file.path()).collect();
    /// assert_eq!(paths, ["database.sql", "roles.sql", "schemas.sql", "session.sql"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As [`Database::plan`].
    pub fn object_files(&self, version: Version) -> Result<Vec<ObjectFile>, Unsupported> {
        let plan = self.plan(version)?;
        let mut texts: BTreeMap<&Subject, Writer> = BTreeMap::new();
        for section in plan.sections() {
            section.write(texts.entry(section.subject()).or_default());
        }
        let mut files: Vec<ObjectFile> = texts
            .into_iter()
            .map(|(subject, text)| ObjectFile {
                path: path(subject),
                rust: self.rust_path(subject),
                sql: text.into_string().trim_start().to_owned(),
            })
            .collect();
        files.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(files)
    }

    fn rust_path(&self, subject: &Subject) -> Option<String> {
        let Subject::Table(name) = subject else {
            return None;
        };
        let rust = &self.table(name)?.rust;
        (!rust.is_empty()).then(|| rust.clone())
    }
}

fn path(subject: &Subject) -> String {
    match subject {
        Subject::Session => "session.sql".to_owned(),
        Subject::Roles => "roles.sql".to_owned(),
        Subject::Database => "database.sql".to_owned(),
        Subject::Schemas => "schemas.sql".to_owned(),
        Subject::Extensions => "extensions.sql".to_owned(),
        Subject::Type(name) => path_in("types", name),
        Subject::Function(name) => path_in("functions", name),
        Subject::Table(name) => path_in("tables", name),
        Subject::View(name) => path_in("views", name),
    }
}

fn path_in(kind: &str, name: &QualifiedName) -> String {
    let schema = file_name(name.schema().as_str());
    format!("{schema}/{kind}/{}.sql", file_name(name.name().as_str()))
}
