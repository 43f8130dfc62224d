//! The tables, and how they hang together.

#[cfg(feature = "diagram")]
mod card;
#[cfg(feature = "diagram")]
mod layout;
mod mermaid;
#[cfg(feature = "diagram")]
mod ranks;
mod relation;
#[cfg(feature = "diagram")]
mod skyline;
#[cfg(feature = "diagram")]
mod svg;

#[cfg(feature = "dictionary")]
pub(super) use card::Kind;
#[cfg(feature = "dictionary")]
pub(super) use mermaid::Keys;
#[cfg(feature = "dictionary")]
pub(super) use relation::{Relation, relations};
#[cfg(feature = "dictionary")]
pub(super) use svg::{Links, STYLE, svg};

use crate::model::Database;

/// The tables of a database with the foreign keys between them.
///
/// ```
/// use pgschema::{Database, Table};
///
/// #[derive(Table)]
/// #[pg(table = "authors")]
/// struct Author {
///     #[pg(primary_key)]
///     id: i64,
/// }
///
/// #[derive(Table)]
/// #[pg(table = "books")]
/// struct Book {
///     #[pg(primary_key)]
///     id: i64,
///     #[pg(references(Author::id))]
///     author_id: Option<i64>,
/// }
///
/// let database = Database::builder().table::<Author>().table::<Book>().build()?;
/// assert_eq!(
///     database.diagram().to_mermaid(),
///     "erDiagram
///   \"authors\" {
///     bigint id PK
///   }
///   \"books\" {
///     bigint id PK
///     bigint author_id FK
///   }
///   \"authors\" |o..o{ \"books\" : \"author_id\"
/// "
/// );
/// # Ok::<(), pgschema::InvalidDatabase>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Diagram<'a> {
    database: &'a Database,
}

impl Diagram<'_> {
    /// The diagram as an `erDiagram` of Mermaid, which many readers of Markdown draw.
    ///
    /// A table outside of the [home](Database::home) schema has its schema before its name. Letters
    /// that Mermaid doesn't take become `_`, and the real name stands beside it.
    #[must_use]
    pub fn to_mermaid(&self) -> String {
        mermaid::write(self.database)
    }

    /// The diagram as a picture: an SVG document that needs nothing else, with colours for a light
    /// and a dark screen.
    ///
    /// Tables stand to the right of those that they refer to. Where lines would cover everything
    /// else, a key is a link beside its column: to a table that many others refer to, such as the one
    /// of the tenants, and between the groups into which many tables are divided.
    ///
    /// ```
    /// use pgschema::Database;
    ///
    /// let database = Database::builder().hardened("app").build()?;
    /// assert!(database.diagram().to_svg().starts_with("<svg class=\"erd\" xmlns="));
    /// # Ok::<(), pgschema::InvalidDatabase>(())
    /// ```
    #[cfg(feature = "diagram")]
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut text = svg::svg(self.database, svg::Links::Cards).into_string();
        text.push('\n');
        text
    }
}

impl Database {
    /// The tables with the foreign keys between them, to be drawn.
    #[must_use]
    pub const fn diagram(&self) -> Diagram<'_> {
        Diagram { database: self }
    }
}
