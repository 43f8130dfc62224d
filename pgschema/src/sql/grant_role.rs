use super::guard::write_guarded;
use super::{Identifier, RoleName, ToSql, Writer};

/// `GRANT role TO member`.
///
/// PostgreSQL manual: GRANT. The options are PostgreSQL 16.
///
/// ```
/// use pgschema::sql::{GrantRole, Identifier, RoleName};
///
/// let member = RoleName::Named(Identifier::new("app_migrator")?);
/// let grant = GrantRole::new(Identifier::new("app_owner")?, member).inherit(false).set(true);
/// assert_eq!(
///     grant.to_string(),
///     "GRANT app_owner TO app_migrator WITH INHERIT FALSE, SET TRUE;"
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct GrantRole {
    role: Identifier,
    member: RoleName,
    inherit: Option<bool>,
    set: Option<bool>,
    admin: Option<bool>,
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
            unless_member: false,
        }
    }
    /// Whether the member has its rights without `SET ROLE` (PostgreSQL 16).
    #[must_use]
    pub const fn inherit(mut self, inherit: bool) -> Self {
        self.inherit = Some(inherit);
        self
    }
    /// Whether the member may become it (PostgreSQL 16).
    #[must_use]
    pub const fn set(mut self, set: bool) -> Self {
        self.set = Some(set);
        self
    }
    /// Whether the member may grant it.
    #[must_use]
    pub const fn admin(mut self, admin: bool) -> Self {
        self.admin = Some(admin);
        self
    }
    /// Does nothing where the member may become the role already.
    #[must_use]
    pub const fn unless_member(mut self) -> Self {
        self.unless_member = true;
        self
    }

    fn write_statement(&self, out: &mut Writer) {
        out.push("GRANT ");
        self.role.write(out);
        out.push(" TO ");
        self.member.write(out);
        let options = [
            ("INHERIT", self.inherit),
            ("SET", self.set),
            ("ADMIN", self.admin),
        ];
        let mut separator = " WITH ";
        for (option, value) in options {
            if let Some(value) = value {
                out.push(separator);
                out.push(option);
                out.push(if value { " TRUE" } else { " FALSE" });
                separator = ", ";
            }
        }
        out.push(";");
    }
}

impl ToSql for GrantRole {
    fn write(&self, out: &mut Writer) {
        if !self.unless_member {
            return self.write_statement(out);
        }
        let right = if self.set.is_some() {
            "'SET'"
        } else {
            "'MEMBER'"
        };
        write_guarded(
            out,
            |out| {
                out.push("NOT pg_catalog.pg_has_role(");
                match &self.member {
                    RoleName::Named(name) => out.push_string_constant(name.as_str()),
                    RoleName::SessionUser => out.push("session_user"),
                    _ => out.push("current_user"),
                }
                out.push(", ");
                out.push_string_constant(self.role.as_str());
                out.push(", ");
                out.push(right);
                out.push(")");
            },
            |out| self.write_statement(out),
        );
    }
}
