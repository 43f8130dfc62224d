use super::{Identifier, ToSql, Writer};

/// `CREATE SCHEMA`: a place for tables, types and functions.
///
/// ```
/// use pgschema::sql::{CreateSchema, Identifier};
///
/// let schema = CreateSchema::new(Identifier::new("app")?);
/// assert_eq!(schema.to_string(), "CREATE SCHEMA app;");
/// assert_eq!(
///     schema.if_not_exists().authorization(Identifier::new("app_owner")?).to_string(),
///     "CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION app_owner;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: CREATE SCHEMA.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreateSchema {
    name: Identifier,
    if_not_exists: bool,
    authorization: Option<Identifier>,
}

impl CreateSchema {
    /// A schema of the current role's.
    #[must_use]
    pub const fn new(name: Identifier) -> Self {
        Self {
            name,
            if_not_exists: false,
            authorization: None,
        }
    }

    /// Does nothing where a schema has the name already, whoever owns it.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    /// Which role owns it.
    #[must_use]
    pub fn authorization(mut self, owner: Identifier) -> Self {
        self.authorization = Some(owner);
        self
    }
}

impl ToSql for CreateSchema {
    fn write(&self, out: &mut Writer) {
        out.push("CREATE SCHEMA ");
        if self.if_not_exists {
            out.push("IF NOT EXISTS ");
        }
        self.name.write(out);
        if let Some(owner) = &self.authorization {
            out.push(" AUTHORIZATION ");
            owner.write(out);
        }
        out.push(";");
    }
}
