//! What rules know beside the object that they look at.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use super::kind::Kind;
use super::policy::PolicyContext;
use crate::define::{IndexMethod, PolicyKind, Privilege};
use crate::model::{Column, Database, Index, Profile, Role, Table};
use crate::sql::{ConstraintKind, Identifier, QualifiedName, RoleName};

use super::scan::{Scan, names_column};

/// A database, and what follows from it for every object.
pub(crate) struct Context<'a> {
    pub(crate) database: &'a Database,
    pub(crate) profile: Option<&'a Profile>,
    /// The roles under which programs and people come, but for whoever migrates.
    pub(crate) runtime: Vec<&'a Identifier>,
    /// What each of them inherits: itself and the roles that it is a member of.
    member_of: Vec<BTreeSet<&'a Identifier>>,
}

impl<'a> Context<'a> {
    pub(crate) fn new(database: &'a Database) -> Self {
        let profile = database.profile.as_ref();
        let is_runtime = |role: &&Role| {
            role.login && profile.is_none_or(|profile| role.name != profile.migrator)
        };
        let roles = database.roles.iter().filter(is_runtime);
        let runtime: Vec<&Identifier> = roles.map(|role| &role.name).collect();
        let member_of = runtime
            .iter()
            .map(|role| roles_of(database, role))
            .collect();
        Self {
            database,
            profile,
            runtime,
            member_of,
        }
    }

    /// Whether the role, or everybody, is one of those under which programs and people come.
    pub(crate) fn is_runtime(&self, role: &RoleName) -> bool {
        match role {
            RoleName::Public => true,
            RoleName::Named(name) => self.member_of.iter().any(|roles| roles.contains(name)),
            RoleName::CurrentRole | RoleName::CurrentUser | RoleName::SessionUser => false,
        }
    }

    /// The roles that a role is, directly or through memberships; itself among them.
    pub(crate) fn roles_of(&self, role: &'a Identifier) -> BTreeSet<&'a Identifier> {
        roles_of(self.database, role)
    }

    /// Whether what is granted to `grantee` holds for the role.
    pub(crate) fn holds_for(&self, grantee: &RoleName, role: &Identifier) -> bool {
        match grantee {
            RoleName::Public => true,
            RoleName::Named(name) if name == role => true,
            RoleName::Named(name) => self
                .runtime
                .iter()
                .zip(&self.member_of)
                .any(|(member, roles)| *member == role && roles.contains(name)),
            RoleName::CurrentRole | RoleName::CurrentUser | RoleName::SessionUser => false,
        }
    }

    /// Whether a table has row-level security.
    pub(crate) fn is_bound(&self, name: &QualifiedName) -> bool {
        self.database
            .table(name)
            .is_some_and(|table| !table.row_security.is_disabled())
    }

    /// The tables that a piece of SQL names, with their schema or without.
    pub(crate) fn tables_in(&self, scan: &Scan) -> impl Iterator<Item = &'a Table> {
        let tables = self.database.tables.iter();
        tables.filter(|table| scan.names_relation(&table.name))
    }
}

fn roles_of<'a>(database: &'a Database, role: &'a Identifier) -> BTreeSet<&'a Identifier> {
    let mut roles = BTreeSet::from([role]);
    let mut new = vec![role];
    while let Some(member) = new.pop() {
        for membership in &database.memberships {
            if membership.member.as_ref() == Some(member) && roles.insert(&membership.role) {
                new.push(&membership.role);
            }
        }
    }
    roles
}

/// A table, and what several rules ask about it.
pub(crate) struct TableContext<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) table: &'a Table,
    policies: OnceCell<Vec<PolicyContext<'a>>>,
    deleted_at: OnceCell<Option<&'a Column>>,
}

impl<'a> TableContext<'a> {
    pub(crate) const fn new(context: &'a Context<'a>, table: &'a Table) -> Self {
        Self {
            context,
            table,
            policies: OnceCell::new(),
            deleted_at: OnceCell::new(),
        }
    }

    pub(crate) fn kind(&self, column: &Column) -> Kind {
        Kind::of(&column.data_type, self.context.database)
    }

    /// Whether row-level security binds the table.
    pub(crate) fn is_bound(&self) -> bool {
        !self.table.row_security.is_disabled()
    }

    /// The column that says that a row is deleted, which then stays.
    pub(crate) fn deleted_at(&self) -> Option<&'a Column> {
        let find = || {
            let column = self.table.column("deleted_at");
            // Where it always is, the table is of what was deleted.
            column.filter(|column| column.nullable)
        };
        *self.deleted_at.get_or_init(find)
    }

    /// Whose rows they are: the column of the tenant, or else of the owner.
    pub(crate) fn tenant(&self) -> Option<&'a Identifier> {
        self.table.tenant.as_ref()
    }

    pub(crate) fn policies(&self) -> &[PolicyContext<'a>] {
        self.policies
            .get_or_init(|| self.table.policies.iter().map(PolicyContext::new).collect())
    }

    /// Whether a CHECK, of the table or of the domain that the column is of, mentions the column.
    pub(crate) fn is_checked(&self, column: &Column) -> bool {
        let mut constraints = self.table.constraints.iter();
        let is_checked = constraints.any(|constraint| match &constraint.kind {
            ConstraintKind::Check(check) => names_column(check, &column.name),
            _ => false,
        });
        is_checked || self.has_checked_domain(column)
    }

    fn has_checked_domain(&self, column: &Column) -> bool {
        let crate::sql::DataType::Named(named) = &column.data_type else {
            return false;
        };
        let domains = &self.context.database.domains;
        let found = domains.binary_search_by(|it| it.name.cmp(&named.name));
        found
            .ok()
            .and_then(|position| domains.get(position))
            .is_some_and(|domain| !domain.checks.is_empty())
    }

    /// Whether the column is one of those of a foreign key.
    pub(crate) fn is_reference(&self, column: &Identifier) -> bool {
        let keys = self.table.constraints.iter();
        keys.filter_map(|constraint| constraint.foreign_key())
            .any(|key| key.columns.contains(column))
    }

    /// The columns that each key and index begins with: of primary keys, UNIQUE constraints and btree
    /// indexes over all rows.
    pub(crate) fn leading(&self) -> impl Iterator<Item = Vec<&'a Identifier>> {
        let table = self.table;
        let keys = table.constraints.iter();
        let keys = keys.filter_map(|it| it.unique_columns().map(|it| it.iter().collect()));
        let indexes = table
            .indexes
            .iter()
            .filter(|index| index.predicate.is_none() && index.method == IndexMethod::Btree);
        keys.chain(indexes.map(|index| index_columns(index).collect()))
    }

    /// Whether a role under which programs and people come may do something with a column.
    pub(crate) fn may(&self, privilege: Privilege, column: &Identifier) -> bool {
        self.table.grants.iter().any(|grant| {
            self.context.is_runtime(&grant.role)
                && grant.privileges.iter().any(|it| {
                    it.privilege == privilege
                        && (it.columns.is_empty() || it.columns.contains(column))
                })
        })
    }

    /// Whether a restrictive policy keeps a role within its own rows.
    pub(crate) fn has_floor(&self, role: &RoleName) -> bool {
        self.policies().iter().any(|policy| {
            policy.policy.kind == PolicyKind::Restrictive
                && policy.policy.roles.contains(role)
                && !policy.is_always_true()
        })
    }
}

/// The columns that an index begins with, up to the first expression.
pub(crate) fn index_columns(index: &Index) -> impl Iterator<Item = &Identifier> {
    index
        .elements
        .iter()
        .map_while(|element| element.as_column())
}
