use super::{Identifier, ToSql, Writer};

/// `CREATE EXTENSION`.
///
/// PostgreSQL manual: CREATE EXTENSION.
///
/// ```
/// use pgschema::sql::{CreateExtension, Identifier};
///
/// let extension = CreateExtension::new(Identifier::new("btree_gist")?).if_not_exists();
/// assert_eq!(extension.to_string(), "CREATE EXTENSION IF NOT EXISTS btree_gist;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreateExtension {
    name: Identifier,
    if_not_exists: bool,
    schema: Option<Identifier>,
}

impl CreateExtension {
    /// An extension.
    #[must_use]
    pub const fn new(name: Identifier) -> Self {
        Self {
            name,
            if_not_exists: false,
            schema: None,
        }
    }
    /// Does nothing where it is.
    #[must_use]
    pub const fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }
    /// Where its objects go.
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
