use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Identifier, RoleName, ToSql, Writer};
use crate::define::Privilege;

/// The kind of objects that default privileges are about.
///
/// ```
/// use pgschema::sql::DefaultObject;
///
/// assert_eq!(DefaultObject::Routines.to_string(), "ROUTINES");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
    /// Schemas; never [in a schema](AlterDefaultPrivileges::in_schema).
    Schemas,
}

impl ToSql for DefaultObject {
    fn write(&self, out: &mut Writer) {
        out.push(match self {
            Self::Tables => "TABLES",
            Self::Sequences => "SEQUENCES",
            Self::Routines => "ROUTINES",
            Self::Types => "TYPES",
            Self::Schemas => "SCHEMAS",
        });
    }
}

display_as_sql!(DefaultObject);

/// `ALTER DEFAULT PRIVILEGES`: the rights on objects that are made later.
///
/// What is there already stays as it is.
///
/// ```
/// use pgschema::define::Privilege;
/// use pgschema::sql::{AlterDefaultPrivileges, DefaultObject, Identifier, RoleName};
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
///
/// let grant = AlterDefaultPrivileges::grant(
///     [Privilege::Select],
///     DefaultObject::Tables,
///     [RoleName::Named(Identifier::new("app_readonly")?)],
/// );
/// assert_eq!(
///     grant.for_role(Identifier::new("app_owner")?).in_schema(Identifier::new("app")?).to_string(),
///     "ALTER DEFAULT PRIVILEGES FOR ROLE app_owner IN SCHEMA app \
///      GRANT SELECT ON TABLES TO app_readonly;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// Without a privilege or without a role nothing is written.
///
/// PostgreSQL manual: ALTER DEFAULT PRIVILEGES.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterDefaultPrivileges {
    is_revoke: bool,
    privileges: Vec<Privilege>,
    on: DefaultObject,
    roles: Vec<RoleName>,
    for_role: Option<Identifier>,
    in_schema: Option<Identifier>,
}

impl AlterDefaultPrivileges {
    /// What roles get on the objects that the current role makes later.
    #[must_use]
    pub fn grant(
        privileges: impl IntoIterator<Item = Privilege>,
        on: DefaultObject,
        to: impl IntoIterator<Item = RoleName>,
    ) -> Self {
        Self {
            is_revoke: false,
            privileges: privileges.into_iter().collect(),
            on,
            roles: to.into_iter().collect(),
            for_role: None,
            in_schema: None,
        }
    }

    /// What roles don't get on the objects that the current role makes later.
    #[must_use]
    pub fn revoke(
        privileges: impl IntoIterator<Item = Privilege>,
        on: DefaultObject,
        from: impl IntoIterator<Item = RoleName>,
    ) -> Self {
        Self {
            is_revoke: true,
            ..Self::grant(privileges, on, from)
        }
    }

    /// On the objects that this role makes, and not the current one.
    #[must_use]
    pub fn for_role(mut self, role: Identifier) -> Self {
        self.for_role = Some(role);
        self
    }

    /// On the objects in one schema.
    ///
    /// A revocation in a schema takes only what a grant in that schema gave: what PUBLIC has on
    /// functions and types by default goes by a revocation without a schema.
    #[must_use]
    pub fn in_schema(mut self, schema: Identifier) -> Self {
        self.in_schema = Some(schema);
        self
    }
}

impl ToSql for AlterDefaultPrivileges {
    fn write(&self, out: &mut Writer) {
        if self.privileges.is_empty() || self.roles.is_empty() {
            return;
        }
        out.push("ALTER DEFAULT PRIVILEGES");
        if let Some(role) = &self.for_role {
            out.push(" FOR ROLE ");
            role.write(out);
        }
        if let Some(schema) = &self.in_schema {
            out.push(" IN SCHEMA ");
            schema.write(out);
        }
        out.push(if self.is_revoke {
            " REVOKE "
        } else {
            " GRANT "
        });
        out.push_list(&self.privileges, ", ");
        out.push(" ON ");
        self.on.write(out);
        out.push(if self.is_revoke { " FROM " } else { " TO " });
        out.push_list(&self.roles, ", ");
        out.push(";");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_for_nobody_and_for_nothing() {
        let to_nobody =
            AlterDefaultPrivileges::grant([Privilege::Select], DefaultObject::Tables, []);
        assert_eq!(to_nobody.to_sql(), "");
        let nothing = AlterDefaultPrivileges::revoke([], DefaultObject::Types, [RoleName::Public]);
        assert_eq!(nothing.to_sql(), "");
    }
}
