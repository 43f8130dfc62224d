//! Who may do what with which rows.

mod build;
mod markdown;
mod reach;

use serde::Serialize;

use crate::define::{Command, PolicyKind, Privilege};
use crate::model::{Database, RowSecurity};
use crate::sql::GrantedPrivilege;

/// Who may do what with which table, and with which of its rows.
///
/// Roles and objects are written as SQL names them. [`rights`](Self::rights) has one entry for each
/// table and role, so that a right that became wider is one changed line of
/// [`to_markdown`](Self::to_markdown), and nothing else that was written down changes with it.
///
/// ```
/// use pgschema::{Database, Table, review::Rows};
/// use pgschema::sql::Identifier;
///
/// #[derive(Table)]
/// #[pg(table = "notes", tenant = tenant_id)]
/// struct Note {
///     #[pg(primary_key)]
///     id: i64,
///     tenant_id: i64,
///     body: String,
/// }
///
/// let database = Database::builder().hardened("app").table::<Note>().build()?;
/// let matrix = database.access_matrix();
/// let right = matrix.right("app.notes", "app_readonly").unwrap();
/// assert_eq!(right.privileges.len(), 1);
/// assert!(matches!(&right.rows, Rows::Policies { policies, .. } if policies == &["notes_tenant"]));
/// assert!(matrix.right("app.notes", "PUBLIC").is_none());
/// assert!(matrix.to_markdown().contains("| `app.notes` | `app_readonly` | SELECT | `notes_tenant` |"));
/// # Ok::<(), pgschema::InvalidDatabase>(())
/// ```
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct AccessMatrix {
    /// Every role that the database makes or names, `PUBLIC` first, then by name.
    pub roles: Vec<RoleAccess>,
    /// How each table and view guards its rows, by name.
    pub tables: Vec<TableAccess>,
    /// What each role may do with each table and view; who isn't listed for one may do nothing.
    pub rights: Vec<Right>,
    /// Every policy.
    pub policies: Vec<PolicyAccess>,
    /// Who may call which function.
    pub functions: Vec<FunctionAccess>,
    /// Who may use what is in which schema.
    pub schemas: Vec<SchemaAccess>,
}

/// A role in an [`AccessMatrix`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RoleAccess {
    /// Its name.
    pub role: String,
    /// Whether the database makes it; `PUBLIC` and roles of somebody else are only named.
    pub made_here: bool,
    /// Whether it owns every object, and so may do everything with them.
    pub owner: bool,
    /// Whether it can log in.
    pub login: bool,
    /// Whether no policy binds it.
    pub bypasses_row_security: bool,
    /// The roles that it may become by `SET ROLE`, those that they may become included.
    pub may_become: Vec<String>,
    /// Whether servers before 16 give it the rights of those roles without `SET ROLE`.
    pub inherits_before_16: bool,
}

/// A table or a view in an [`AccessMatrix`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TableAccess {
    /// Its name.
    pub object: String,
    /// What it is.
    pub kind: ObjectKind,
    /// The column that says whose tenant's its rows are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tenant: Option<String>,
    /// The column that says which user's its rows are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<String>,
    /// Why it goes without something that others have: the rule, and the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<(String, String)>,
}

/// What a [`TableAccess`] is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum ObjectKind {
    /// A table.
    Table {
        /// Whether policies bind those who reach it, and the owner too.
        row_security: RowSecurity,
    },
    /// A view.
    View {
        /// Whether the rights and policies of the one who asks hold, not those of the owner.
        security_invoker: bool,
    },
}

/// What one role may do with one table or view.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Right {
    /// The table or view.
    pub object: String,
    /// Who may.
    pub role: String,
    /// The role that was granted it, if the role only inherits it on servers before 16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub through: Option<String>,
    /// What, on the whole or on columns.
    pub privileges: Vec<GrantedPrivilege>,
    /// With which rows.
    pub rows: Rows,
}

/// Which rows of a table a [`Right`] reaches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "are")]
#[non_exhaustive]
pub enum Rows {
    /// All: the table has no row-level security.
    Unguarded,
    /// All: no policy binds the role.
    Bypassed,
    /// All: the role owns the table, and its policies don't bind the owner.
    Owned,
    /// Those of the view, of which the tables' policies for the one who asks let through some.
    OfAsker,
    /// Those of the view, with the rights of its owner.
    OfViewOwner,
    /// Those that policies let through.
    Policies {
        /// The policies that bind the role for something that it may do.
        policies: Vec<String>,
        /// What it may do, but with no row, since no permissive policy lets it.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        no_row: Vec<Privilege>,
        /// What policies don't see.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        every_row: Vec<Privilege>,
    },
}

/// A policy in an [`AccessMatrix`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PolicyAccess {
    /// Its table.
    pub object: String,
    /// Its name.
    pub policy: String,
    /// How it combines with others.
    pub kind: PolicyKind,
    /// What it applies to.
    pub command: Command,
    /// Whom it binds.
    pub roles: Vec<String>,
    /// Which rows are seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub using: Option<String>,
    /// Which rows may be written; those of `using` without it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub with_check: Option<String>,
}

/// A function in an [`AccessMatrix`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FunctionAccess {
    /// Its name, with the types of its arguments.
    pub function: String,
    /// Whether it runs with its owner's rights.
    pub security_definer: bool,
    /// Who may call it; its owner may in any case.
    pub execute: Vec<String>,
}

/// A schema in an [`AccessMatrix`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SchemaAccess {
    /// Its name.
    pub schema: String,
    /// Who may use what is in it.
    pub usage: Vec<String>,
}

impl AccessMatrix {
    /// What a role may do with a table or view, both as SQL names them.
    #[must_use]
    pub fn right(&self, object: &str, role: &str) -> Option<&Right> {
        let key = |right: &Right| (right.object == object, right.role == role);
        self.rights.iter().find(|right| key(right) == (true, true))
    }

    /// The matrix as a document of Markdown, with one line for each table and role.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        markdown::write(self)
    }

    /// The matrix as a JSON document.
    #[must_use]
    pub fn to_json(&self) -> String {
        // There is no map with keys that aren't text, which is what serde_json can't write.
        let mut text = serde_json::to_string_pretty(self).unwrap_or_default();
        text.push('\n');
        text
    }
}

impl Database {
    /// Who may do what with which table, and with which of its rows.
    ///
    /// ```
    /// use pgschema::Database;
    ///
    /// let matrix = Database::builder().hardened("app").build()?.access_matrix();
    /// let owner = matrix.roles.iter().find(|role| role.owner).unwrap();
    /// assert_eq!((owner.role.as_str(), owner.login), ("app_owner", false));
    /// # Ok::<(), pgschema::InvalidDatabase>(())
    /// ```
    #[must_use]
    pub fn access_matrix(&self) -> AccessMatrix {
        build::matrix(self)
    }
}
