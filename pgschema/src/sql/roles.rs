use serde::{Deserialize, Serialize};

use super::guard::{write_guarded, write_guarded_or};
use super::writer::display_as_sql;
use super::{Identifier, ScramVerifier, ToSql, Writer};

/// A role as GRANT and CREATE POLICY name it.
///
/// ```
/// use pgschema::sql::{Identifier, RoleName};
///
/// assert_eq!(RoleName::Public.to_string(), "PUBLIC");
/// let named = RoleName::Named(Identifier::new("current_user")?);
/// assert_eq!(named.to_string(), "\"current_user\"");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// No role can have the name `public`: PostgreSQL takes it for PUBLIC, in quotes too.
///
/// PostgreSQL manual: GRANT.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoleName {
    /// `PUBLIC`: everybody.
    Public,
    /// `CURRENT_ROLE`: the same as [`CurrentUser`](Self::CurrentUser).
    CurrentRole,
    /// `CURRENT_USER`: whose rights hold, which `SET ROLE` changes.
    CurrentUser,
    /// `SESSION_USER`: who logged in.
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

display_as_sql!(RoleName);

/// `CREATE ROLE`: who logs in, or what others are members of.
///
/// Every attribute is written, so that a review sees what the role can't do. They are given here
/// and not changed later, since ALTER ROLE takes a superuser for most of them, even to say what is
/// so already.
///
/// ```
/// use pgschema::sql::{CreateRole, Identifier};
///
/// let role = CreateRole::new(Identifier::new("app_runtime")?).login(true).inherit(false);
/// assert_eq!(
///     role.clone().connection_limit(60).to_string(),
///     "CREATE ROLE app_runtime LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE \
///      NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 60;"
/// );
/// assert_eq!(
///     role.if_not_exists().to_string(),
///     "DO $$
/// BEGIN
///   IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_runtime') THEN
///     CREATE ROLE app_runtime LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE \
///      NOREPLICATION NOBYPASSRLS;
///   ELSIF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'app_runtime' AND \
///      (rolsuper OR rolbypassrls)) THEN
///     RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
///       MESSAGE = 'the role app_runtime is there and gets past row-level security',
///       HINT = 'Run ALTER ROLE app_runtime NOSUPERUSER NOBYPASSRLS as a superuser.';
///   END IF;
/// END
/// $$;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: CREATE ROLE.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    password: Option<ScramVerifier>,
    if_not_exists: bool,
}

impl CreateRole {
    /// A role that can do nothing, not even log in; it inherits what roles that it is a member of
    /// can do.
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
            password: None,
            if_not_exists: false,
        }
    }

    /// Whether it can log in.
    #[must_use]
    pub fn login(mut self, login: bool) -> Self {
        self.login = login;
        self
    }

    /// Whether it has the rights of the roles that it is a member of without `SET ROLE`.
    #[must_use]
    pub fn inherit(mut self, inherit: bool) -> Self {
        self.inherit = inherit;
        self
    }

    /// Whether no check holds for it.
    #[must_use]
    pub fn superuser(mut self, superuser: bool) -> Self {
        self.superuser = superuser;
        self
    }

    /// Whether it may create databases.
    #[must_use]
    pub fn create_database(mut self, create: bool) -> Self {
        self.create_database = create;
        self
    }

    /// Whether it may create roles.
    #[must_use]
    pub fn create_role(mut self, create: bool) -> Self {
        self.create_role = create;
        self
    }

    /// Whether it may replicate, and so read everything.
    #[must_use]
    pub fn replication(mut self, replication: bool) -> Self {
        self.replication = replication;
        self
    }

    /// Whether row-level security doesn't hold for it.
    #[must_use]
    pub fn bypass_rls(mut self, bypass: bool) -> Self {
        self.bypass_rls = bypass;
        self
    }

    /// How many connections it may have at a time; any number without it.
    #[must_use]
    pub fn connection_limit(mut self, limit: i32) -> Self {
        self.connection_limit = Some(limit);
        self
    }

    /// What proves that it is the role who logs in; the password itself is never sent.
    #[must_use]
    pub fn password(mut self, verifier: ScramVerifier) -> Self {
        self.password = Some(verifier);
        self
    }

    /// Does nothing where a role has the name already, whatever its attributes are; but one that
    /// gets past row-level security, and must not, is an error.
    #[must_use]
    pub fn if_not_exists(mut self) -> Self {
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
        if let Some(verifier) = &self.password {
            out.push(" PASSWORD ");
            verifier.write(out);
        }
        out.push(";");
    }
}

impl CreateRole {
    /// What is raised where the role has attributes that no statement here can take from it.
    fn write_refusal(&self, out: &mut Writer) {
        let name = self.name.to_sql();
        out.push("RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',");
        out.push_line(2);
        out.push("MESSAGE = ");
        out.push_string_constant(&format!(
            "the role {name} is there and gets past row-level security"
        ));
        out.push(",");
        out.push_line(2);
        out.push("HINT = ");
        out.push_string_constant(&format!(
            "Run ALTER ROLE {name} NOSUPERUSER NOBYPASSRLS as a superuser."
        ));
        out.push(";");
    }
}

impl ToSql for CreateRole {
    fn write(&self, out: &mut Writer) {
        if !self.if_not_exists {
            return self.write_statement(out);
        }
        let is_there = |out: &mut Writer| {
            out.push("EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ");
            out.push_string_constant(self.name.as_str());
        };
        let is_missing = |out: &mut Writer| {
            out.push("NOT ");
            is_there(out);
            out.push(")");
        };
        let create = |out: &mut Writer| self.write_statement(out);
        if self.superuser || self.bypass_rls {
            return write_guarded(out, is_missing, create);
        }
        let gets_past = |out: &mut Writer| {
            is_there(out);
            out.push(" AND (rolsuper OR rolbypassrls))");
        };
        let refuse = |out: &mut Writer| self.write_refusal(out);
        write_guarded_or(out, [&is_missing, &gets_past], [&create, &refuse]);
    }
}
