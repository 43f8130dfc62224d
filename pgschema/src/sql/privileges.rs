use serde::{Deserialize, Serialize};

use super::writer::display_as_sql;
use super::{Identifier, Object, RoleName, ToSql, Writer};
use crate::define::Privilege;

/// A privilege, on the whole of an object or on columns of it.
///
/// ```
/// use pgschema::define::Privilege;
/// use pgschema::sql::{GrantedPrivilege, Identifier};
///
/// assert_eq!(GrantedPrivilege::from(Privilege::Select).to_string(), "SELECT");
/// let title = GrantedPrivilege::on_columns(Privilege::Update, vec![Identifier::new("title")?]);
/// assert_eq!(title.map(|privilege| privilege.to_string()), Some("UPDATE (title)".to_owned()));
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// PostgreSQL manual: Privileges.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantedPrivilege {
    /// The privilege.
    pub privilege: Privilege,
    /// Its columns; without any it is on the whole object.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Identifier>,
}

impl GrantedPrivilege {
    /// A privilege on columns; `None` without any, since to leave the list out would mean all of
    /// them.
    #[must_use]
    pub fn on_columns(privilege: Privilege, columns: Vec<Identifier>) -> Option<Self> {
        (!columns.is_empty()).then_some(Self { privilege, columns })
    }
}

impl From<Privilege> for GrantedPrivilege {
    fn from(privilege: Privilege) -> Self {
        Self {
            privilege,
            columns: Vec::new(),
        }
    }
}

impl ToSql for GrantedPrivilege {
    fn write(&self, out: &mut Writer) {
        self.privilege.write(out);
        if !self.columns.is_empty() {
            out.push_in_parentheses(&self.columns);
        }
    }
}

display_as_sql!(GrantedPrivilege);

/// `GRANT … ON …`: rights on an object for roles.
///
/// ```
/// use pgschema::define::Privilege;
/// use pgschema::sql::{Grant, GrantedPrivilege, Identifier, Object, QualifiedName, RoleName};
///
/// let runtime = RoleName::Named(Identifier::new("app_runtime")?);
/// let title = GrantedPrivilege::on_columns(Privilege::Update, vec![Identifier::new("title")?]);
/// let grant = Grant::new(
///     [Privilege::Select.into()].into_iter().chain(title),
///     Object::Table(QualifiedName::new("app", "documents")?),
///     [runtime.clone()],
/// );
/// assert_eq!(
///     grant.to_string(),
///     "GRANT SELECT, UPDATE (title) ON TABLE app.documents TO app_runtime;"
/// );
///
/// let connect = Grant::new([Privilege::Connect.into()], Object::CurrentDatabase, [runtime]);
/// assert_eq!(
///     connect.to_string(),
///     "DO $$
/// BEGIN
///   EXECUTE pg_catalog.format('GRANT CONNECT ON DATABASE %I TO app_runtime', \
///      pg_catalog.current_database());
/// END
/// $$;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// Without a privilege or without a role there is nothing to give, and nothing is written.
///
/// [`Privilege::Maintain`] needs PostgreSQL 17. There is no `GRANT ALL`: it has TRUNCATE in it,
/// which row-level security doesn't see, and whatever later versions add.
///
/// PostgreSQL manual: GRANT.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    privileges: Vec<GrantedPrivilege>,
    on: Object,
    to: Vec<RoleName>,
}

impl Grant {
    /// Privileges on an object for roles.
    #[must_use]
    pub fn new(
        privileges: impl IntoIterator<Item = GrantedPrivilege>,
        on: Object,
        to: impl IntoIterator<Item = RoleName>,
    ) -> Self {
        Self {
            privileges: privileges.into_iter().collect(),
            on,
            to: to.into_iter().collect(),
        }
    }
}

impl ToSql for Grant {
    fn write(&self, out: &mut Writer) {
        if self.privileges.is_empty() || self.to.is_empty() {
            return;
        }
        self.on.write_statement(
            out,
            |out| {
                out.push("GRANT ");
                out.push_list(&self.privileges, ", ");
            },
            |out| {
                out.push(" TO ");
                out.push_list(&self.to, ", ");
            },
        );
    }
}

/// `REVOKE … ON …`: takes rights on an object from roles.
///
/// ```
/// use pgschema::define::Privilege;
/// use pgschema::sql::{Identifier, Object, QualifiedName, Revoke, RoleName};
///
/// let public = Object::Schema(Identifier::new("public")?);
/// let revoke = Revoke::all(public, [RoleName::Public]);
/// assert_eq!(revoke.to_string(), "REVOKE ALL ON SCHEMA public FROM PUBLIC;");
///
/// let table = Object::Table(QualifiedName::new("app", "documents")?);
/// let reader = RoleName::Named(Identifier::new("app_readonly")?);
/// let revoke = Revoke::new([Privilege::Update.into()], table, [reader]);
/// assert_eq!(
///     revoke.to_string(),
///     "REVOKE UPDATE ON TABLE app.documents FROM app_readonly;"
/// );
/// # Ok::<(), pgschema::sql::IdentifierError>(())
/// ```
///
/// To revoke a privilege on a table revokes it on the columns too. Without a privilege or without a
/// role there is nothing to take, and nothing is written.
///
/// PostgreSQL manual: REVOKE.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revoke {
    only_grant_option: bool,
    cascade: bool,
    privileges: Option<Vec<GrantedPrivilege>>,
    on: Object,
    from: Vec<RoleName>,
}

impl Revoke {
    /// Everything that the roles may do with an object.
    #[must_use]
    pub fn all(on: Object, from: impl IntoIterator<Item = RoleName>) -> Self {
        Self {
            only_grant_option: false,
            cascade: false,
            privileges: None,
            on,
            from: from.into_iter().collect(),
        }
    }

    /// Some privileges on an object.
    #[must_use]
    pub fn new(
        privileges: impl IntoIterator<Item = GrantedPrivilege>,
        on: Object,
        from: impl IntoIterator<Item = RoleName>,
    ) -> Self {
        Self {
            only_grant_option: false,
            cascade: false,
            privileges: Some(privileges.into_iter().collect()),
            on,
            from: from.into_iter().collect(),
        }
    }
}

impl Revoke {
    /// The roles keep the privileges, and may not grant them to others any more.
    ///
    /// ```
    /// use pgschema::define::Privilege;
    /// use pgschema::sql::{Identifier, Object, QualifiedName, Revoke, RoleName};
    ///
    /// let table = Object::Table(QualifiedName::new("app", "documents")?);
    /// let reader = RoleName::Named(Identifier::new("app_readonly")?);
    /// let revoke = Revoke::new([Privilege::Select.into()], table, [reader]);
    /// assert_eq!(
    ///     revoke.only_grant_option().to_string(),
    ///     "REVOKE GRANT OPTION FOR SELECT ON TABLE app.documents FROM app_readonly;"
    /// );
    /// # Ok::<(), pgschema::sql::IdentifierError>(())
    /// ```
    #[must_use]
    pub fn only_grant_option(mut self) -> Self {
        self.only_grant_option = true;
        self
    }

    /// `CASCADE`: what the roles granted to others goes too. Without it, the server refuses if there is such
    /// a grant.
    ///
    /// ```
    /// use pgschema::define::Privilege;
    /// use pgschema::sql::{Identifier, Object, QualifiedName, Revoke, RoleName};
    ///
    /// let table = Object::Table(QualifiedName::new("app", "documents")?);
    /// let reader = RoleName::Named(Identifier::new("app_readonly")?);
    /// let revoke = Revoke::new([Privilege::Select.into()], table, [reader]);
    /// assert_eq!(
    ///     revoke.cascade().to_string(),
    ///     "REVOKE SELECT ON TABLE app.documents FROM app_readonly CASCADE;"
    /// );
    /// # Ok::<(), pgschema::sql::IdentifierError>(())
    /// ```
    #[must_use]
    pub fn cascade(mut self) -> Self {
        self.cascade = true;
        self
    }
}

impl ToSql for Revoke {
    fn write(&self, out: &mut Writer) {
        if self.privileges.as_ref().is_some_and(Vec::is_empty) || self.from.is_empty() {
            return;
        }
        self.on.write_statement(
            out,
            |out| {
                out.push("REVOKE ");
                if self.only_grant_option {
                    out.push("GRANT OPTION FOR ");
                }
                match &self.privileges {
                    None => out.push("ALL"),
                    Some(privileges) => out.push_list(privileges, ", "),
                }
            },
            |out| {
                out.push(" FROM ");
                out.push_list(&self.from, ", ");
                if self.cascade {
                    out.push(" CASCADE");
                }
            },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_for_nobody_and_for_nothing() {
        let to_nobody = Grant::new([Privilege::Create.into()], Object::CurrentDatabase, []);
        assert_eq!(to_nobody.to_sql(), "");
        let nothing = Grant::new([], Object::CurrentDatabase, [RoleName::Public]);
        assert_eq!(nothing.to_sql(), "");
        assert_eq!(Revoke::all(Object::CurrentDatabase, []).to_sql(), "");
        let nothing = Revoke::new([], Object::CurrentDatabase, [RoleName::Public]);
        assert_eq!(nothing.to_sql(), "");
    }

    #[test]
    fn no_columns_are_not_all_columns() {
        let update = GrantedPrivilege::on_columns(Privilege::Update, Vec::new());
        assert_eq!(update, None);
    }
}
