//! What each role has on one object, held to what it is to have.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::Comparison;
use super::difference::{Cause, Verdict};
use super::expected::{Expected, Kind, Others};
use super::state::{Grant, Held, Rights};
use crate::Version;
use crate::define::Privilege;
use crate::sql::{
    Grant as GrantStatement, GrantedPrivilege, Identifier, Revoke, RoleName, Statement, ToSql,
};

impl Comparison<'_> {
    /// Compares what everybody has on an object with what they are to have.
    pub(super) fn rights_of(
        &mut self,
        held: &Held,
        kind: Kind,
        expected: &Expected,
        owner: Option<&RoleName>,
    ) {
        let none = Rights::default();
        let mut roles: BTreeSet<&RoleName> = held.rights.keys().collect();
        roles.extend(expected.rights.keys());
        for role in roles {
            let has = held.rights.get(role).unwrap_or(&none);
            self.rights += has.whole.len() + has.columns.len();
            if Some(role) == owner {
                continue;
            }
            let is_said = expected.rights.get(role);
            let to_have = is_said.map(Vec::as_slice).unwrap_or_default();
            match role {
                RoleName::Public => {}
                RoleName::Named(name) => {
                    // One line says that a role isn't there, and not one for each of its rights.
                    if self.state.oid(name).is_none() {
                        continue;
                    }
                }
                // Whoever ran the DDL, who is the owner or isn't known.
                _ => continue,
            }
            if !may_have_more(expected, role) {
                self.excess(held, expected, role, has, to_have);
            }
            self.missing(expected, role, has, to_have);
        }
        // An owner lacks what it took from itself.
        if let Some(owner) = owner.filter(|_| expected.is_owned && self.profile().is_some()) {
            let all: Vec<GrantedPrivilege> = kind
                .all(self.version)
                .iter()
                .copied()
                .map(GrantedPrivilege::from)
                .collect();
            let has = held.rights.get(owner).unwrap_or(&none);
            self.missing(expected, owner, has, &all);
        }
    }

    fn excess(
        &mut self,
        held: &Held,
        expected: &Expected,
        role: &RoleName,
        has: &Rights,
        to_have: &[GrantedPrivilege],
    ) {
        let mut given: BTreeMap<u32, Vec<Given<'_>>> = BTreeMap::new();
        let mut options = Vec::new();
        let whole = has.whole.iter().map(|(it, grant)| (*it, None, *grant));
        let columns = has.columns.iter();
        let columns = columns.map(|((it, column), grant)| (*it, Some(column), *grant));
        for (privilege, column, grant) in whole.chain(columns) {
            if !allows(to_have, privilege, column) {
                let of_grantor = given.entry(grant.grantor).or_default();
                of_grantor.push((privilege, column, grant));
            } else if grant.grantable {
                options.push((privilege, column));
            }
        }
        for (grantor, rights) in given {
            let privileges = together(rights.iter().map(|it| (it.0, it.1)));
            let with_grant_option = rights.iter().any(|it| it.2.grantable);
            if self.is_out_of_hand(held, role) {
                self.remarks.push(format!(
                    "{} has {} on {}, which only its owner {} can take away",
                    role.to_sql(),
                    privileges
                        .iter()
                        .map(ToSql::to_sql)
                        .collect::<Vec<_>>()
                        .join(", "),
                    expected.label,
                    self.state
                        .role_name(held.owner)
                        .map(|it| it.to_sql())
                        .unwrap_or_default(),
                ));
                continue;
            }
            let grantor = (grantor != held.owner)
                .then(|| self.state.role_name(grantor))
                .flatten();
            let on = expected.on.clone();
            // REVOKE takes away what the owner granted; what somebody else did goes with the right to.
            let mut revoke = match &grantor {
                Some(grantor) => {
                    Revoke::new(privileges.clone(), on, [grantor.clone()]).only_grant_option()
                }
                None => Revoke::new(privileges.clone(), on, [role.clone()]),
            };
            if with_grant_option || grantor.is_some() {
                revoke = revoke.cascade();
            }
            let mut repair: Vec<Statement> = vec![revoke.into()];
            let again = on_columns(to_have, &privileges);
            if !again.is_empty() {
                let to = [role.clone()];
                repair.push(GrantStatement::new(again, expected.on.clone(), to).into());
            }
            let cause = Cause::Grant {
                privileges,
                with_grant_option,
                granted_by: grantor.map(|it| it.to_sql()),
            };
            self.add(
                Verdict::TooMuch,
                role,
                Some(expected.label.clone()),
                cause,
                repair,
            );
        }
        if !options.is_empty() {
            let privileges = together(options.into_iter());
            let from = [role.clone()];
            let revoke = Revoke::new(privileges.clone(), expected.on.clone(), from);
            self.add(
                Verdict::TooMuch,
                role,
                Some(expected.label.clone()),
                Cause::GrantOption { privileges },
                vec![revoke.only_grant_option().cascade().into()],
            );
        }
    }

    /// Whether the DDL can't take a right from PUBLIC: before 15, `public` is the superuser's.
    fn is_out_of_hand(&self, held: &Held, role: &RoleName) -> bool {
        let owner = self.state.roles.get(&held.owner);
        *role == RoleName::Public
            && self.version == Version::V14
            && held.kind == "n"
            && held.name == "public"
            && owner.is_some_and(|owner| owner.superuser())
    }

    fn missing(
        &mut self,
        expected: &Expected,
        role: &RoleName,
        has: &Rights,
        to_have: &[GrantedPrivilege],
    ) {
        let mut missing = Vec::new();
        for granted in to_have {
            if has.whole.contains_key(&granted.privilege) {
                continue;
            }
            if granted.columns.is_empty() {
                missing.push((granted.privilege, None));
            }
            for column in &granted.columns {
                let key = (granted.privilege, column.clone());
                if !has.columns.contains_key(&key) {
                    missing.push((granted.privilege, Some(column)));
                }
            }
        }
        if missing.is_empty() {
            return;
        }
        let privileges = together(missing.into_iter());
        let to = [role.clone()];
        let grant = GrantStatement::new(privileges.clone(), expected.on.clone(), to);
        let cause = Cause::Grant {
            privileges,
            with_grant_option: false,
            granted_by: None,
        };
        self.add(
            Verdict::TooLittle,
            role,
            Some(expected.label.clone()),
            cause,
            vec![grant.into()],
        );
    }
}

/// Whether what a role has beyond the model's rights is nobody's concern.
fn may_have_more(expected: &Expected, role: &RoleName) -> bool {
    match expected.others {
        Others::HaveNothing => false,
        Others::OfPublic => *role != RoleName::Public,
        Others::MayHaveAnything => true,
    }
}

/// A right that somebody was given, on the whole or on a column.
type Given<'a> = (Privilege, Option<&'a Identifier>, Grant);

/// Whether rights have this one among them.
fn allows(rights: &[GrantedPrivilege], privilege: Privilege, column: Option<&Identifier>) -> bool {
    rights.iter().any(|granted| {
        granted.privilege == privilege
            && (granted.columns.is_empty()
                || column.is_some_and(|column| granted.columns.contains(column)))
    })
}

/// Of the rights, those on columns that go when the privileges are revoked on the whole.
fn on_columns(rights: &[GrantedPrivilege], revoked: &[GrantedPrivilege]) -> Vec<GrantedPrivilege> {
    let goes = |privilege: Privilege| {
        let mut revoked = revoked.iter();
        revoked.any(|it| it.privilege == privilege && it.columns.is_empty())
    };
    let rights = rights.iter();
    rights
        .filter(|it| !it.columns.is_empty() && goes(it.privilege))
        .cloned()
        .collect()
}

/// The same rights, each privilege once.
pub(super) fn together<'a>(
    rights: impl Iterator<Item = (Privilege, Option<&'a Identifier>)>,
) -> Vec<GrantedPrivilege> {
    let mut whole = BTreeSet::new();
    let mut on_columns: BTreeMap<Privilege, BTreeSet<&Identifier>> = BTreeMap::new();
    for (privilege, column) in rights {
        match column {
            None => {
                whole.insert(privilege);
            }
            Some(column) => {
                on_columns.entry(privilege).or_default().insert(column);
            }
        }
    }
    let mut together: Vec<GrantedPrivilege> = whole.iter().map(|it| (*it).into()).collect();
    for (privilege, columns) in on_columns {
        let columns = columns.into_iter().cloned().collect();
        if !whole.contains(&privilege) {
            together.extend(GrantedPrivilege::on_columns(privilege, columns));
        }
    }
    together.sort_by_key(|granted| granted.privilege);
    together
}
