use super::{Identifier, ToSql, Writer};

/// `ALTER ROLE`: other attributes for a role that is there.
///
/// ```
/// use pgschema::sql::{AlterRole, Identifier};
///
/// let role = AlterRole::new(Identifier::new("app_runtime")?);
/// assert_eq!(
///     role.clone().superuser(false).bypass_rls(false).to_string(),
///     "ALTER ROLE app_runtime NOSUPERUSER NOBYPASSRLS;"
/// );
/// assert_eq!(role.login(true).to_string(), "ALTER ROLE app_runtime LOGIN;");
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// Without an attribute nothing is written. SUPERUSER, BYPASSRLS and REPLICATION take a superuser, also to
/// say what is so already (until 16; then somebody who has them).
///
/// PostgreSQL manual: ALTER ROLE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AlterRole {
    name: Identifier,
    words: Vec<&'static str>,
}

impl AlterRole {
    /// A role, without changes yet.
    #[must_use]
    pub const fn new(name: Identifier) -> Self {
        Self {
            name,
            words: Vec::new(),
        }
    }

    /// Whether it can log in.
    #[must_use]
    pub fn login(self, login: bool) -> Self {
        self.word(login, ["LOGIN", "NOLOGIN"])
    }

    /// Whether it has the rights of the roles that it is a member of without `SET ROLE`; since 16,
    /// only for memberships that are granted later.
    #[must_use]
    pub fn inherit(self, inherit: bool) -> Self {
        self.word(inherit, ["INHERIT", "NOINHERIT"])
    }

    /// Whether no check holds for it.
    #[must_use]
    pub fn superuser(self, superuser: bool) -> Self {
        self.word(superuser, ["SUPERUSER", "NOSUPERUSER"])
    }

    /// Whether it may create databases.
    #[must_use]
    pub fn create_database(self, create_database: bool) -> Self {
        self.word(create_database, ["CREATEDB", "NOCREATEDB"])
    }

    /// Whether it may create roles.
    #[must_use]
    pub fn create_role(self, create_role: bool) -> Self {
        self.word(create_role, ["CREATEROLE", "NOCREATEROLE"])
    }

    /// Whether it may read the whole server as a replica.
    #[must_use]
    pub fn replication(self, replication: bool) -> Self {
        self.word(replication, ["REPLICATION", "NOREPLICATION"])
    }

    /// Whether row-level security doesn't bind it.
    #[must_use]
    pub fn bypass_rls(self, bypass_rls: bool) -> Self {
        self.word(bypass_rls, ["BYPASSRLS", "NOBYPASSRLS"])
    }

    fn word(mut self, is_on: bool, [on, off]: [&'static str; 2]) -> Self {
        self.words.push(if is_on { on } else { off });
        self
    }
}

impl ToSql for AlterRole {
    fn write(&self, out: &mut Writer) {
        if self.words.is_empty() {
            return;
        }
        out.push("ALTER ROLE ");
        self.name.write(out);
        for word in &self.words {
            out.push(" ");
            out.push(word);
        }
        out.push(";");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_for_nothing() {
        let role = AlterRole::new(Identifier::new("app_runtime").unwrap());
        assert_eq!(role.to_sql(), "");
    }
}
