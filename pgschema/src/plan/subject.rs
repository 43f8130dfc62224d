use crate::sql::QualifiedName;

/// What a section is about: sections of one subject are what a review of it reads.
///
/// ```
/// use pgschema::plan::Subject;
/// use pgschema::{Database, Version};
///
/// let plan = Database::builder().hardened("app").build()?.plan(Version::V18)?;
/// let about_roles = |section: &&pgschema::plan::Section| *section.subject() == Subject::Roles;
/// assert_eq!(plan.sections().iter().filter(about_roles).count(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Subject {
    /// What holds while the DDL runs, and its end.
    Session,
    /// The roles.
    Roles,
    /// Rights on the database itself.
    Database,
    /// The schemas, and what objects that are made later start with.
    Schemas,
    /// The extensions.
    Extensions,
    /// A native enum or a domain.
    Type(QualifiedName),
    /// The functions of a name.
    Function(QualifiedName),
    /// A table, with its partitions.
    Table(QualifiedName),
    /// A view.
    View(QualifiedName),
}
