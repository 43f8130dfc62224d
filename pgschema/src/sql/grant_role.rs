use super::guard::write_guarded;
use super::{Identifier, RoleName, ToSql, Writer};

/// `GRANT role TO member`: the member may become the role.
///
/// ```
/// use pgschema::sql::{GrantRole, Identifier, RoleName};
///
/// let owner = Identifier::new("app_owner")?;
/// let migrator = RoleName::Named(Identifier::new("app_migrator")?);
/// let grant = GrantRole::new(owner.clone(), migrator);
/// assert_eq!(grant.to_string(), "GRANT app_owner TO app_migrator;");
/// // PostgreSQL 16
/// assert_eq!(
///     grant.inherit(false).set(true).to_string(),
///     "GRANT app_owner TO app_migrator WITH INHERIT FALSE, SET TRUE;"
/// );
/// assert_eq!(
///     GrantRole::new(owner, RoleName::CurrentUser).unless_member().to_string(),
///     "DO $$
/// BEGIN
///   IF NOT pg_catalog.pg_has_role(current_user, 'app_owner', 'MEMBER') THEN
///     GRANT app_owner TO CURRENT_USER;
///   END IF;
/// END
/// $$;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: GRANT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantRole {
    role: Identifier,
    member: RoleName,
    inherit: Option<bool>,
    set: Option<bool>,
    admin: Option<bool>,
    granted_by: Option<Identifier>,
    unless_member: bool,
}

impl GrantRole {
    /// A role for a member.
    #[must_use]
    pub const fn new(role: Identifier, member: RoleName) -> Self {
        Self {
            role,
            member,
            inherit: None,
            set: None,
            admin: None,
            granted_by: None,
            unless_member: false,
        }
    }

    /// Whether the member has the role's rights without `SET ROLE` (PostgreSQL 16; before, the
    /// member's own INHERIT says so).
    #[must_use]
    pub fn inherit(mut self, inherit: bool) -> Self {
        self.inherit = Some(inherit);
        self
    }

    /// Whether the member may become the role by `SET ROLE` (PostgreSQL 16; before, it always may).
    #[must_use]
    pub fn set(mut self, set: bool) -> Self {
        self.set = Some(set);
        self
    }

    /// Whether the member may grant the role to others (`false`: PostgreSQL 16).
    #[must_use]
    pub fn admin(mut self, admin: bool) -> Self {
        self.admin = Some(admin);
        self
    }

    /// Who grants it, since 16: a member may have a grant by each of several roles, with options of its own.
    ///
    /// ```
    /// use pgschema::sql::{GrantRole, Identifier, RoleName};
    ///
    /// let migrator = RoleName::Named(Identifier::new("app_migrator")?);
    /// let grant = GrantRole::new(Identifier::new("app_owner")?, migrator).inherit(false);
    /// assert_eq!(
    ///     grant.granted_by(Identifier::new("admin")?).to_string(),
    ///     "GRANT app_owner TO app_migrator WITH INHERIT FALSE GRANTED BY admin;"
    /// );
    /// # Ok::<(), pgschema::sql::IdentifierError>(())
    /// ```
    #[must_use]
    pub fn granted_by(mut self, grantor: Identifier) -> Self {
        self.granted_by = Some(grantor);
        self
    }

    /// Does nothing where the member may become the role already, as a superuser always may. With
    /// [`inherit`](Self::inherit) or [`set`](Self::set), being a member that may not use `SET ROLE`
    /// is not enough.
    #[must_use]
    pub fn unless_member(mut self) -> Self {
        self.unless_member = true;
        self
    }

    fn write_statement(&self, out: &mut Writer) {
        out.push("GRANT ");
        self.role.write(out);
        out.push(" TO ");
        self.member.write(out);
        let mut separator = " WITH ";
        for (option, value) in [
            ("INHERIT", self.inherit),
            ("SET", self.set),
            ("ADMIN", self.admin),
        ] {
            if let Some(value) = value {
                out.push(separator);
                out.push(option);
                // Every version has ADMIN OPTION; the other two came with TRUE and FALSE.
                out.push(match value {
                    true if option == "ADMIN" => " OPTION",
                    true => " TRUE",
                    false => " FALSE",
                });
                separator = ", ";
            }
        }
        if let Some(grantor) = &self.granted_by {
            out.push(" GRANTED BY ");
            grantor.write(out);
        }
        out.push(";");
    }

    fn write_is_missing(&self, out: &mut Writer) {
        out.push("NOT pg_catalog.pg_has_role(");
        match &self.member {
            RoleName::Named(name) => out.push_string_constant(name.as_str()),
            RoleName::SessionUser => out.push("session_user"),
            // PUBLIC can be a member of nothing, as the server will say.
            RoleName::Public | RoleName::CurrentRole | RoleName::CurrentUser => {
                out.push("current_user");
            }
        }
        out.push(", ");
        out.push_string_constant(self.role.as_str());
        out.push(if self.inherit.is_some() || self.set.is_some() {
            ", 'SET')"
        } else {
            ", 'MEMBER')"
        });
    }
}

impl ToSql for GrantRole {
    fn write(&self, out: &mut Writer) {
        if self.unless_member {
            write_guarded(
                out,
                |out| self.write_is_missing(out),
                |out| self.write_statement(out),
            );
        } else {
            self.write_statement(out);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sql::IdentifierError;

    #[test]
    fn the_admin_option_is_one_that_every_version_has() -> Result<(), IdentifierError> {
        let grant = || -> Result<GrantRole, IdentifierError> {
            let member = RoleName::Named(Identifier::new("b")?);
            Ok(GrantRole::new(Identifier::new("a")?, member))
        };
        let sql = grant()?.admin(true).to_sql();
        assert_eq!(sql, "GRANT a TO b WITH ADMIN OPTION;");
        let sql = grant()?.set(false).admin(false).to_sql();
        assert_eq!(sql, "GRANT a TO b WITH SET FALSE, ADMIN FALSE;");
        Ok(())
    }

    #[test]
    fn what_a_member_must_have_follows_the_options() -> Result<(), IdentifierError> {
        let grant = GrantRole::new(Identifier::new("it's")?, RoleName::SessionUser);
        let sql = grant.clone().unless_member().to_sql();
        assert!(sql.contains("pg_has_role(session_user, 'it''s', 'MEMBER')"));
        let sql = grant.inherit(false).unless_member().to_sql();
        assert!(sql.contains("pg_has_role(session_user, 'it''s', 'SET')"));
        Ok(())
    }
}
