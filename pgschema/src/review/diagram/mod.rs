//! The tables, and how they hang together.

mod mermaid;
mod relation;

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
}

impl Database {
    /// The tables with the foreign keys between them, to be drawn.
    #[must_use]
    pub const fn diagram(&self) -> Diagram<'_> {
        Diagram { database: self }
    }
}
