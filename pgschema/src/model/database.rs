use serde::{Deserialize, Serialize};

use super::{
    DefaultPrivilege, Domain, Enum, Function, Membership, ObjectException, Places, Profile, Role,
    Table, View,
};
use crate::sql::{Identifier, QualifiedName, RoleName, TextLiteral};

/// A database: everything that the DDL makes, complete and valid.
///
/// [`Database::builder`] makes one from structs, [`Database::from_json`] reads one back.
/// Everything in it is sorted, but for what has an order of its own: the columns of a table and the
/// labels of an enum.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub(crate) home: Identifier,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) profile: Option<Profile>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) roles: Vec<Role>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) memberships: Vec<Membership>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) default_privileges: Vec<DefaultPrivilege>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) schemas: Vec<Schema>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) extensions: Vec<Extension>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) enums: Vec<Enum>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) domains: Vec<Domain>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) functions: Vec<Function>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) tables: Vec<Table>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) views: Vec<View>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) exceptions: Vec<ObjectException>,
    #[serde(skip)]
    pub(crate) places: Places,
}

impl Database {
    pub(crate) fn empty(home: Identifier) -> Self {
        Self {
            home,
            profile: None,
            roles: Vec::new(),
            memberships: Vec::new(),
            default_privileges: Vec::new(),
            schemas: Vec::new(),
            extensions: Vec::new(),
            enums: Vec::new(),
            domains: Vec::new(),
            functions: Vec::new(),
            tables: Vec::new(),
            views: Vec::new(),
            exceptions: Vec::new(),
            places: Places::default(),
        }
    }

    /// The schema of everything that names none.
    #[must_use]
    pub const fn home(&self) -> &Identifier {
        &self.home
    }

    /// Whether it makes a role, to have certain rights and own nothing.
    #[cfg(feature = "postgres")]
    pub(crate) fn binds(&self, role: &str) -> bool {
        let is_made = self.roles.iter().any(|it| it.name == *role);
        let profile = self.profile.as_ref();
        is_made && profile.is_some_and(|it| it.owner != *role && it.migrator != *role)
    }

    /// What the hardening profile settled, in a hardened database.
    #[must_use]
    pub const fn profile(&self) -> Option<&Profile> {
        self.profile.as_ref()
    }

    /// The roles, by name.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.roles
    }

    /// Which roles may become which.
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// What objects that are made later start with.
    #[must_use]
    pub fn default_privileges(&self) -> &[DefaultPrivilege] {
        &self.default_privileges
    }

    /// The schemas, by name.
    #[must_use]
    pub fn schemas(&self) -> &[Schema] {
        &self.schemas
    }

    /// The extensions, by name.
    #[must_use]
    pub fn extensions(&self) -> &[Extension] {
        &self.extensions
    }

    /// The native enum types, by name.
    #[must_use]
    pub fn enums(&self) -> &[Enum] {
        &self.enums
    }

    /// The domains, by name.
    #[must_use]
    pub fn domains(&self) -> &[Domain] {
        &self.domains
    }

    /// The functions, by name.
    #[must_use]
    pub fn functions(&self) -> &[Function] {
        &self.functions
    }

    /// The tables, by name.
    #[must_use]
    pub fn tables(&self) -> &[Table] {
        &self.tables
    }

    /// The views, by name.
    #[must_use]
    pub fn views(&self) -> &[View] {
        &self.views
    }

    /// The rules that are switched off for objects that aren't part of a table, and why.
    #[must_use]
    pub fn exceptions(&self) -> &[ObjectException] {
        &self.exceptions
    }

    /// The table of a name.
    #[must_use]
    pub fn table(&self, name: &QualifiedName) -> Option<&Table> {
        // Sorted by name, as every list of the model.
        self.tables
            .binary_search_by(|table| table.name.cmp(name))
            .ok()
            .and_then(|position| self.tables.get(position))
    }
}

/// A schema.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Its name.
    pub name: Identifier,
    /// Whether it is there already, as `public` is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub exists: bool,
    /// Who may use what is in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub usage: Vec<RoleName>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<TextLiteral>,
}

/// An extension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Extension {
    /// Its name.
    pub name: Identifier,
    /// The schema that its objects go to.
    pub schema: Identifier,
}
