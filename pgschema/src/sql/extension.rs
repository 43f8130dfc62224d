use super::{Identifier, ToSql, Writer};

/// `CREATE EXTENSION`: types, functions and operators that are installed beside the server.
///
/// ```
/// use pgschema::sql::{CreateExtension, Identifier};
///
/// let extension = CreateExtension::new(Identifier::new("uuid-ossp")?);
/// assert_eq!(extension.to_string(), "CREATE EXTENSION \"uuid-ossp\";");
/// assert_eq!(
///     extension.if_not_exists().schema(Identifier::new("app")?).to_string(),
///     "CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\" SCHEMA app;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: CREATE EXTENSION.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateExtension {
    name: Identifier,
    if_not_exists: bool,
    schema: Option<Identifier>,
}

impl CreateExtension {
    /// An extension; what it has goes where the extension says, else into the first schema of the
    /// search path.
    #[must_use]
    pub const fn new(name: Identifier) -> Self {
        Self {
            name,
            if_not_exists: false,
            schema: None,
        }
    }

    /// Does nothing where the extension is there already, whatever its version and schema are.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// The schema that its types, functions and operators go into.
    #[must_use]
    pub fn schema(mut self, schema: Identifier) -> Self {
        self.schema = Some(schema);
        self
    }
}

impl ToSql for CreateExtension {
    fn write(&self, out: &mut Writer) {
        out.push("CREATE EXTENSION ");
        if self.if_not_exists {
            out.push("IF NOT EXISTS ");
        }
        self.name.write(out);
        if let Some(schema) = &self.schema {
            out.push(" SCHEMA ");
            schema.write(out);
        }
        out.push(";");
    }
}
