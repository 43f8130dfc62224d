//! Which roles a role stands for, and which rows it reaches.

use std::collections::{BTreeMap, BTreeSet};

use super::Rows;
use crate::define::{Command, PolicyKind, Privilege};
use crate::model::{Database, Policy, Role, RowSecurity, Table};
use crate::sql::{GrantedPrivilege, Identifier, RoleName, ToSql};

/// Which role may become which, however many steps away.
pub(super) struct Memberships<'a> {
    roles: BTreeMap<&'a Identifier, &'a Role>,
    becomes: BTreeMap<RoleName, BTreeSet<&'a Identifier>>,
    heirs: BTreeMap<&'a Identifier, BTreeSet<RoleName>>,
}

impl<'a> Memberships<'a> {
    pub(super) fn new(database: &'a Database) -> Self {
        let roles: BTreeMap<_, _> = database
            .roles
            .iter()
            .map(|role| (&role.name, role))
            .collect();
        let mut direct: BTreeMap<RoleName, BTreeSet<&Identifier>> = BTreeMap::new();
        for membership in &database.memberships {
            let member = membership.member.clone();
            let member = member.map_or(RoleName::CurrentUser, RoleName::Named);
            direct.entry(member).or_default().insert(&membership.role);
        }
        let mut becomes = BTreeMap::new();
        let mut heirs: BTreeMap<_, BTreeSet<RoleName>> = BTreeMap::new();
        for member in direct.keys() {
            becomes.insert(member.clone(), reached(member, &direct, |_| true));
            // Each step needs an INHERIT of its own.
            let inherits = |name: &Identifier| roles.get(name).is_some_and(|role| role.inherit);
            for role in reached(member, &direct, inherits) {
                heirs.entry(role).or_default().insert(member.clone());
            }
        }
        Self {
            roles,
            becomes,
            heirs,
        }
    }

    pub(super) fn role(&self, name: &Identifier) -> Option<&'a Role> {
        self.roles.get(name).copied()
    }

    /// The roles that this one may become.
    pub(super) fn of(&self, role: &RoleName) -> impl Iterator<Item = &'a Identifier> + '_ {
        self.becomes.get(role).into_iter().flatten().copied()
    }

    /// The roles that have the rights of this one without `SET ROLE`, before 16.
    pub(super) fn heirs(&self, role: &Identifier) -> impl Iterator<Item = &RoleName> {
        self.heirs.get(role).into_iter().flatten()
    }

    /// Whether a policy for `bound` binds `role`.
    fn binds(&self, bound: &RoleName, role: &RoleName) -> bool {
        match bound {
            RoleName::Public => true,
            RoleName::Named(name) => {
                bound == role
                    || self
                        .heirs
                        .get(name)
                        .is_some_and(|heirs| heirs.contains(role))
            }
            _ => bound == role,
        }
    }
}

/// The roles that are reached over members that let it through.
fn reached<'a>(
    from: &RoleName,
    direct: &BTreeMap<RoleName, BTreeSet<&'a Identifier>>,
    lets_through: impl Fn(&Identifier) -> bool,
) -> BTreeSet<&'a Identifier> {
    let mut found = BTreeSet::new();
    let mut open = vec![from.clone()];
    while let Some(role) = open.pop() {
        if matches!(&role, RoleName::Named(name) if !lets_through(name)) {
            continue;
        }
        for &next in direct.get(&role).into_iter().flatten() {
            if found.insert(next) {
                open.push(RoleName::Named(next.clone()));
            }
        }
    }
    found
}

/// Which rows of a table a role reaches with what it was granted.
pub(super) fn rows(
    database: &Database,
    memberships: &Memberships<'_>,
    table: &Table,
    role: &RoleName,
    privileges: &[GrantedPrivilege],
) -> Rows {
    if table.row_security == RowSecurity::Disabled {
        return Rows::Unguarded;
    }
    if let RoleName::Named(name) = role {
        let made = memberships.role(name);
        if made.is_some_and(|made| made.bypass_row_security) {
            return Rows::Bypassed;
        }
        let owner = database.profile.as_ref().map(|profile| &profile.owner);
        if table.row_security == RowSecurity::Enabled && owner == Some(name) {
            return Rows::Owned;
        }
    }
    let bound = |policy: &&Policy| {
        let mut roles = policy.roles.iter();
        roles.any(|bound| memberships.binds(bound, role))
    };
    let policies: Vec<&Policy> = table.policies.iter().filter(bound).collect();
    let held: Vec<Privilege> = privileges.iter().map(|granted| granted.privilege).collect();
    let names = policies.iter().filter(|policy| {
        let mut held = held.iter();
        held.any(|privilege| applies(policy.command, *privilege))
    });
    let lets = |privilege: Privilege| {
        policies.iter().any(|policy| {
            policy.kind == PolicyKind::Permissive && applies(policy.command, privilege)
        })
    };
    let seen = |privilege: &Privilege| applies(Command::All, *privilege);
    Rows::Policies {
        policies: names.map(|policy| policy.name.to_sql()).collect(),
        no_row: held
            .iter()
            .copied()
            .filter(|privilege| seen(privilege) && !lets(*privilege))
            .collect(),
        every_row: held
            .iter()
            .copied()
            .filter(|privilege| *privilege == Privilege::Truncate)
            .collect(),
    }
}

/// Whether a policy for a command has a say in what a privilege allows.
fn applies(command: Command, privilege: Privilege) -> bool {
    matches!(
        (command, privilege),
        (
            Command::All,
            Privilege::Select | Privilege::Insert | Privilege::Update | Privilege::Delete
        ) | (Command::Select, Privilege::Select)
            | (Command::Insert, Privilege::Insert)
            | (Command::Update, Privilege::Update)
            | (Command::Delete, Privilege::Delete)
    )
}
