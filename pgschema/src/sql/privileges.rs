use serde::{Deserialize, Serialize};

use super::guard::{write_guarded, write_on_current_database};
use super::{DataType, Identifier, QualifiedName, RoleName, TextLiteral, ToSql, Writer};
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

/// `GRANT role TO member`.
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

/// What a comment is on.
#[derive(Clone, Debug, PartialEq)]
pub enum CommentTarget {
    /// A schema.
    Schema(Identifier),
    /// A table.
    Table(QualifiedName),
    /// A column.
    Column(QualifiedName, Identifier),
    /// A type.
    Type(QualifiedName),
    /// A domain.
    Domain(QualifiedName),
    /// A view.
    View(QualifiedName),
    /// A function.
    Function(QualifiedName, Vec<DataType>),
    /// An index.
    Index(QualifiedName),
    /// A policy of a table.
    Policy(QualifiedName, Identifier),
    /// A constraint of a table.
    Constraint(QualifiedName, Identifier),
    /// A role.
    Role(Identifier),
}
/// `COMMENT ON`.
#[derive(Clone, Debug, PartialEq)]
pub struct Comment {
    on: CommentTarget,
    text: Option<TextLiteral>,
}
impl Comment {
    /// A comment, or none.
    #[must_use]
    pub const fn new(on: CommentTarget, text: Option<TextLiteral>) -> Self {
        Self { on, text }
    }
}
impl ToSql for Comment {
    fn write(&self, out: &mut Writer) {
        out.push("COMMENT ON ");
        match &self.on {
            CommentTarget::Schema(name) => {
                out.push("SCHEMA ");
                name.write(out);
            }
            CommentTarget::Table(name) => {
                out.push("TABLE ");
                name.write(out);
            }
            CommentTarget::Column(table, column) => {
                out.push("COLUMN ");
                table.write(out);
                out.push(".");
                column.write(out);
            }
            CommentTarget::Type(name) => {
                out.push("TYPE ");
                name.write(out);
            }
            CommentTarget::Domain(name) => {
                out.push("DOMAIN ");
                name.write(out);
            }
            CommentTarget::View(name) => {
                out.push("VIEW ");
                name.write(out);
            }
            CommentTarget::Function(name, arguments) => {
                out.push("FUNCTION ");
                name.write(out);
                out.push("(");
                out.push_list(arguments, ", ");
                out.push(")");
            }
            CommentTarget::Index(name) => {
                out.push("INDEX ");
                name.write(out);
            }
            CommentTarget::Policy(table, name) => {
                out.push("POLICY ");
                name.write(out);
                out.push(" ON ");
                table.write(out);
            }
            CommentTarget::Constraint(table, name) => {
                out.push("CONSTRAINT ");
                name.write(out);
                out.push(" ON ");
                table.write(out);
            }
            CommentTarget::Role(name) => {
                out.push("ROLE ");
                name.write(out);
            }
        }
        out.push(" IS ");
        match &self.text {
            Some(text) => text.write(out),
            None => out.push("NULL"),
        }
        out.push(";");
    }
}
