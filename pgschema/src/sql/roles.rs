use serde::{Deserialize, Serialize};

use super::guard::write_guarded;
use super::{Identifier, ToSql, Writer};

/// A role as GRANT and CREATE POLICY name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleName {
    /// `PUBLIC`: everybody.
    Public,
    /// `CURRENT_ROLE`.
    CurrentRole,
    /// `CURRENT_USER`.
    CurrentUser,
    /// `SESSION_USER`.
    SessionUser,
    /// A role by its name.
    Named(Identifier),
}

impl ToSql for RoleName {
    fn write(&self, out: &mut Writer) {
        match self {
            Self::Public => out.push("PUBLIC"),
            Self::CurrentRole => out.push("CURRENT_ROLE"),
            Self::CurrentUser => out.push("CURRENT_USER"),
            Self::SessionUser => out.push("SESSION_USER"),
            Self::Named(name) => name.write(out),
        }
    }
}

/// `CREATE ROLE`.
///
/// Every attribute is written out, also those that are off: a role that is made has what the
/// statement says (PostgreSQL manual: CREATE ROLE).
///
/// ```
/// use pgschema::sql::{CreateRole, Identifier};
///
/// let role = CreateRole::new(Identifier::new("app_runtime")?).login(true).inherit(false);
/// assert_eq!(
///     role.to_string(),
///     "CREATE ROLE app_runtime LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE \
///      NOREPLICATION NOBYPASSRLS;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct CreateRole {
    name: Identifier,
    login: bool,
    inherit: bool,
    superuser: bool,
    create_database: bool,
    create_role: bool,
    replication: bool,
    bypass_rls: bool,
    connection_limit: Option<i32>,
    if_not_exists: bool,
}

impl CreateRole {
    /// A role that has nothing but what it inherits.
    #[must_use]
    pub const fn new(name: Identifier) -> Self {
        Self {
            name,
            login: false,
            inherit: true,
            superuser: false,
            create_database: false,
            create_role: false,
            replication: false,
            bypass_rls: false,
            connection_limit: None,
            if_not_exists: false,
        }
    }
    /// Whether it can log in.
    #[must_use]
    pub const fn login(mut self, login: bool) -> Self {
        self.login = login;
        self
    }
    /// Whether it has the rights of the roles it is a member of without `SET ROLE`.
    #[must_use]
    pub const fn inherit(mut self, inherit: bool) -> Self {
        self.inherit = inherit;
        self
    }
    /// Whether it bypasses every check.
    #[must_use]
    pub const fn superuser(mut self, superuser: bool) -> Self {
        self.superuser = superuser;
        self
    }
    /// Whether it may create databases.
    #[must_use]
    pub const fn create_database(mut self, create: bool) -> Self {
        self.create_database = create;
        self
    }
    /// Whether it may create roles.
    #[must_use]
    pub const fn create_role(mut self, create: bool) -> Self {
        self.create_role = create;
        self
    }
    /// Whether it may replicate.
    #[must_use]
    pub const fn replication(mut self, replication: bool) -> Self {
        self.replication = replication;
        self
    }
    /// Whether row-level security doesn't bind it.
    #[must_use]
    pub const fn bypass_rls(mut self, bypass: bool) -> Self {
        self.bypass_rls = bypass;
        self
    }
    /// How many connections it may have.
    #[must_use]
    pub const fn connection_limit(mut self, limit: i32) -> Self {
        self.connection_limit = Some(limit);
        self
    }
    /// Does nothing where a role of the name is.
    #[must_use]
    pub const fn if_not_exists(mut self) -> Self {
        self.if_not_exists = true;
        self
    }

    fn write_statement(&self, out: &mut Writer) {
        out.push("CREATE ROLE ");
        self.name.write(out);
        for (is_on, on, off) in [
            (self.login, " LOGIN", " NOLOGIN"),
            (self.inherit, " INHERIT", " NOINHERIT"),
            (self.superuser, " SUPERUSER", " NOSUPERUSER"),
            (self.create_database, " CREATEDB", " NOCREATEDB"),
            (self.create_role, " CREATEROLE", " NOCREATEROLE"),
            (self.replication, " REPLICATION", " NOREPLICATION"),
            (self.bypass_rls, " BYPASSRLS", " NOBYPASSRLS"),
        ] {
            out.push(if is_on { on } else { off });
        }
        if let Some(limit) = self.connection_limit {
            out.push(" CONNECTION LIMIT ");
            out.push_display(limit);
        }
        out.push(";");
    }
}

impl ToSql for CreateRole {
    fn write(&self, out: &mut Writer) {
        if !self.if_not_exists {
            return self.write_statement(out);
        }
        write_guarded(
            out,
            |out| {
                out.push("NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ");
                out.push_string_constant(self.name.as_str());
                out.push(")");
            },
            |out| self.write_statement(out),
        );
    }
}
