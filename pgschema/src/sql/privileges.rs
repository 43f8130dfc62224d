use serde::{Deserialize, Serialize};

use super::guard::write_on_current_database;
use super::{DataType, Identifier, QualifiedName, RoleName, ToSql, Writer};
use crate::define::Privilege;

impl Privilege {
    /// The privilege as GRANT names it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Select => "SELECT",
            Self::Insert => "INSERT",
            Self::Update => "UPDATE",
            Self::Delete => "DELETE",
            Self::Truncate => "TRUNCATE",
            Self::References => "REFERENCES",
            Self::Trigger => "TRIGGER",
            Self::Maintain => "MAINTAIN",
            Self::Usage => "USAGE",
            Self::Execute => "EXECUTE",
            Self::Create => "CREATE",
            Self::Connect => "CONNECT",
            Self::Temporary => "TEMPORARY",
        }
    }
}

impl ToSql for Privilege {
    fn write(&self, out: &mut Writer) {
        out.push(self.as_str());
    }
}

/// A privilege, on the whole of an object or on columns of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GrantedPrivilege {
    /// The privilege.
    pub privilege: Privilege,
    /// Its columns; the whole object without any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub columns: Vec<Identifier>,
}

impl GrantedPrivilege {
    /// A privilege on columns.
    #[must_use]
    pub const fn on_columns(privilege: Privilege, columns: Vec<Identifier>) -> Self {
        Self { privilege, columns }
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
            out.push(" (");
            out.push_list(&self.columns, ", ");
            out.push(")");
        }
    }
}

/// What a privilege is on.
#[derive(Clone, Debug, PartialEq)]
pub enum Object {
    /// The database at hand.
    CurrentDatabase,
    /// A schema.
    Schema(Identifier),
    /// A table, a partition or a view.
    Table(QualifiedName),
    /// A sequence.
    Sequence(QualifiedName),
    /// A function, with the types of its arguments.
    Function(QualifiedName, Vec<DataType>),
    /// A type or a domain.
    Type(QualifiedName),
}

impl Object {
    fn write_named(&self, out: &mut Writer) {
        match self {
            Self::CurrentDatabase => out.push("DATABASE "),
            Self::Schema(name) => {
                out.push("SCHEMA ");
                name.write(out);
            }
            Self::Table(name) => name.write(out),
            Self::Sequence(name) => {
                out.push("SEQUENCE ");
                name.write(out);
            }
            Self::Function(name, arguments) => {
                out.push("FUNCTION ");
                name.write(out);
                out.push("(");
                out.push_list(arguments, ", ");
                out.push(")");
            }
            Self::Type(name) => {
                out.push("TYPE ");
                name.write(out);
            }
        }
    }
    /// Writes `before ON object after`.
    fn write_statement(
        &self,
        out: &mut Writer,
        before: impl FnOnce(&mut Writer),
        after: impl FnOnce(&mut Writer),
    ) {
        if matches!(self, Self::CurrentDatabase) {
            let (mut head, mut tail) = (Writer::default(), Writer::default());
            before(&mut head);
            head.push(" ON DATABASE ");
            after(&mut tail);
            return write_on_current_database(out, &head.into_string(), &tail.into_string());
        }
        before(out);
        out.push(" ON ");
        self.write_named(out);
        after(out);
        out.push(";");
    }
}

/// `GRANT … ON …`.
///
/// PostgreSQL manual: GRANT.
///
/// ```
/// use pgschema::define::Privilege;
/// use pgschema::sql::{Grant, GrantedPrivilege, Identifier, Object, QualifiedName, RoleName};
///
/// let privileges = [
///     Privilege::Select.into(),
///     GrantedPrivilege::on_columns(Privilege::Update, vec![Identifier::new("title")?]),
/// ];
/// let table = Object::Table(QualifiedName::new("app", "documents")?);
/// let grant = Grant::new(privileges, table, [RoleName::Named(Identifier::new("app_runtime")?)]);
/// assert_eq!(grant.to_string(), "GRANT SELECT, UPDATE (title) ON app.documents TO app_runtime;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
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

/// `REVOKE … ON …`.
///
/// PostgreSQL manual: REVOKE. Taking a right on a table takes it on each column too.
///
/// ```
/// use pgschema::sql::{Identifier, Object, Revoke, RoleName};
///
/// let revoke = Revoke::all(Object::Schema(Identifier::new("public")?), [RoleName::Public]);
/// assert_eq!(revoke.to_string(), "REVOKE ALL ON SCHEMA public FROM PUBLIC;");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Revoke {
    privileges: Option<Vec<GrantedPrivilege>>,
    on: Object,
    from: Vec<RoleName>,
}

impl Revoke {
    /// Everything that the roles have on an object.
    #[must_use]
    pub fn all(on: Object, from: impl IntoIterator<Item = RoleName>) -> Self {
        Self {
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
            privileges: Some(privileges.into_iter().collect()),
            on,
            from: from.into_iter().collect(),
        }
    }
}

impl ToSql for Revoke {
    fn write(&self, out: &mut Writer) {
        self.on.write_statement(
            out,
            |out| {
                out.push("REVOKE ");
                match &self.privileges {
                    None => out.push("ALL"),
                    Some(list) => out.push_list(list, ", "),
                }
            },
            |out| {
                out.push(" FROM ");
                out.push_list(&self.from, ", ");
            },
        );
    }
}
