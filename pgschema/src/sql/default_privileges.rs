use serde::{Deserialize, Serialize};

use super::{Identifier, RoleName, ToSql, Writer};
use crate::define::Privilege;

/// The kind of objects that default privileges are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DefaultObject {
    /// Tables and views.
    Tables,
    /// Sequences.
    Sequences,
    /// Functions and procedures.
    Routines,
    /// Types and domains.
    Types,
    /// Schemas.
    Schemas,
}

/// `ALTER DEFAULT PRIVILEGES`.
///
/// PostgreSQL manual: ALTER DEFAULT PRIVILEGES. What PUBLIC has on new functions and types is only
/// taken by the form without a schema.
///
/// ```
/// use pgschema::define::Privilege;
/// use pgschema::sql::{AlterDefaultPrivileges, DefaultObject, RoleName};
///
/// let revoke = AlterDefaultPrivileges::revoke(
///     [Privilege::Execute],
///     DefaultObject::Routines,
///     [RoleName::Public],
/// );
/// assert_eq!(
///     revoke.to_string(),
///     "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct AlterDefaultPrivileges {
    revoke: bool,
    privileges: Vec<Privilege>,
    on: DefaultObject,
    roles: Vec<RoleName>,
    for_role: Option<Identifier>,
    in_schema: Option<Identifier>,
}

impl AlterDefaultPrivileges {
    /// What objects that are made later give.
    #[must_use]
    pub fn grant(
        privileges: impl IntoIterator<Item = Privilege>,
        on: DefaultObject,
        to: impl IntoIterator<Item = RoleName>,
    ) -> Self {
        Self {
            revoke: false,
            privileges: privileges.into_iter().collect(),
            on,
            roles: to.into_iter().collect(),
            for_role: None,
            in_schema: None,
        }
    }
    /// What objects that are made later don't give.
    #[must_use]
    pub fn revoke(
        privileges: impl IntoIterator<Item = Privilege>,
        on: DefaultObject,
        from: impl IntoIterator<Item = RoleName>,
    ) -> Self {
        Self {
            revoke: true,
            ..Self::grant(privileges, on, from)
        }
    }
    /// Of objects that another role makes.
    #[must_use]
    pub fn for_role(mut self, role: Identifier) -> Self {
        self.for_role = Some(role);
        self
    }
    /// In one schema.
    #[must_use]
    pub fn in_schema(mut self, schema: Identifier) -> Self {
        self.in_schema = Some(schema);
        self
    }
}

impl ToSql for AlterDefaultPrivileges {
    fn write(&self, out: &mut Writer) {
        out.push("ALTER DEFAULT PRIVILEGES");
        if let Some(role) = &self.for_role {
            out.push(" FOR ROLE ");
            role.write(out);
        }
        if let Some(schema) = &self.in_schema {
            out.push(" IN SCHEMA ");
            schema.write(out);
        }
        out.push(if self.revoke { " REVOKE " } else { " GRANT " });
        out.push_list(&self.privileges, ", ");
        out.push(match self.on {
            DefaultObject::Tables => " ON TABLES",
            DefaultObject::Sequences => " ON SEQUENCES",
            DefaultObject::Routines => " ON ROUTINES",
            DefaultObject::Types => " ON TYPES",
            DefaultObject::Schemas => " ON SCHEMAS",
        });
        out.push(if self.revoke { " FROM " } else { " TO " });
        out.push_list(&self.roles, ", ");
        out.push(";");
    }
}
