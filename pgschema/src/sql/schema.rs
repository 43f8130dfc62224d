use super::{Identifier, ToSql, Writer};

/// `CREATE SCHEMA`.
///
/// PostgreSQL manual: CREATE SCHEMA.
///
/// ```
/// use pgschema::sql::{CreateSchema, Identifier};
///
/// let schema = CreateSchema::new(Identifier::new("app")?)
///     .if_not_exists()
///     .authorization(Identifier::new("app_owner")?);
/// assert_eq!(schema.to_string(), "CREATE SCHEMA IF NOT EXISTS app AUTHORIZATION app_owner;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreateSchema {
    name: Identifier,
    if_not_exists: bool,
    authorization: Option<Identifier>,
}

impl CreateSchema {
    /// A schema.
    #[must_use]
    pub const fn new(name: Identifier) -> Self {
        Self {
            name,
            if_not_exists: false,
            authorization: None,
        }
    }
    /// Does nothing where it is.
    #[must_use]
    pub const fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }
    /// Who owns it.
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
