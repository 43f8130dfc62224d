use super::{Identifier, RoleName, ToSql, Writer};

/// `REVOKE role FROM member`: the member isn't one any more.
///
/// ```
/// use pgschema::sql::{Identifier, RevokeRole, RoleName};
///
/// let runtime = RoleName::Named(Identifier::new("app_runtime")?);
/// let revoke = RevokeRole::new(Identifier::new("app_owner")?, runtime);
/// assert_eq!(revoke.to_string(), "REVOKE app_owner FROM app_runtime;");
/// assert_eq!(
///     revoke.clone().only_admin_option().to_string(),
///     "REVOKE ADMIN OPTION FOR app_owner FROM app_runtime;"
/// );
/// // PostgreSQL 16, where each grantor's grant is one of its own.
/// assert_eq!(
///     revoke.granted_by(Identifier::new("admin")?).to_string(),
///     "REVOKE app_owner FROM app_runtime GRANTED BY admin;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: REVOKE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RevokeRole {
    role: Identifier,
    member: RoleName,
    only_admin_option: bool,
    granted_by: Option<Identifier>,
}

impl RevokeRole {
    /// A role, and who isn't to be a member of it.
    #[must_use]
    pub const fn new(role: Identifier, member: RoleName) -> Self {
        Self {
            role,
            member,
            only_admin_option: false,
            granted_by: None,
        }
    }

    /// The member stays one, and may not grant the role to others any more.
    #[must_use]
    pub fn only_admin_option(mut self) -> Self {
        self.only_admin_option = true;
        self
    }

    /// Only what this role granted.
    #[must_use]
    pub fn granted_by(mut self, grantor: Identifier) -> Self {
        self.granted_by = Some(grantor);
        self
    }
}

impl ToSql for RevokeRole {
    fn write(&self, out: &mut Writer) {
        out.push("REVOKE ");
        if self.only_admin_option {
            out.push("ADMIN OPTION FOR ");
        }
        self.role.write(out);
        out.push(" FROM ");
        self.member.write(out);
        if let Some(grantor) = &self.granted_by {
            out.push(" GRANTED BY ");
            grantor.write(out);
        }
        out.push(";");
    }
}
