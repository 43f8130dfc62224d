use super::guard::write_on_current_database;
use super::{Identifier, Object, ToSql, Writer};

/// `ALTER … OWNER TO`: another role owns an object from now on.
///
/// What the former owner was granted as the owner, the new one has. The sequences of a table's columns
/// go with the table; its partitions don't.
///
/// ```
/// use pgschema::sql::{AlterOwner, Identifier, Object, QualifiedName};
///
/// let owner = Identifier::new("app_owner")?;
/// let table = Object::Table(QualifiedName::new("app", "documents")?);
/// assert_eq!(
///     AlterOwner::new(table, owner.clone()).to_string(),
///     "ALTER TABLE app.documents OWNER TO app_owner;"
/// );
/// let schema = Object::Schema(Identifier::new("app")?);
/// assert_eq!(
///     AlterOwner::new(schema, owner).to_string(),
///     "ALTER SCHEMA app OWNER TO app_owner;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// `ALTER TABLE` does it for views and sequences too, and `ALTER TYPE` for domains.
///
/// PostgreSQL manual: ALTER TABLE, ALTER SCHEMA, ALTER FUNCTION, ALTER TYPE, ALTER DATABASE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterOwner {
    on: Object,
    owner: Identifier,
}

impl AlterOwner {
    /// An object, and the role that is to own it.
    #[must_use]
    pub const fn new(on: Object, owner: Identifier) -> Self {
        Self { on, owner }
    }
}

impl ToSql for AlterOwner {
    fn write(&self, out: &mut Writer) {
        let after = |out: &mut Writer| {
            out.push(" OWNER TO ");
            self.owner.write(out);
        };
        if matches!(self.on, Object::CurrentDatabase) {
            return write_on_current_database(out, |out| out.push("ALTER DATABASE "), after);
        }
        out.push("ALTER ");
        self.on.write_named(out);
        after(out);
        out.push(";");
    }
}
