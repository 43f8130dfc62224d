//! Attributes of roles, and which of them may become which.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::Comparison;
use super::difference::{Cause, Verdict, predefined};
use super::state::{BOOTSTRAP, Membership};
use crate::Version;
use crate::model::Role;
use crate::sql::{AlterRole, GrantRole, Identifier, RevokeRole, RoleName, Statement, ToSql};

/// As CREATE ROLE spells them, in the order in which they are read.
pub(super) const ATTRIBUTES: [&str; 7] = [
    "LOGIN",
    "INHERIT",
    "SUPERUSER",
    "CREATEDB",
    "CREATEROLE",
    "REPLICATION",
    "BYPASSRLS",
];

impl Comparison<'_> {
    /// The attributes of the roles that the model makes.
    pub(super) fn attributes(&mut self) {
        let database = self.database;
        for role in &database.roles {
            let name = RoleName::Named(role.name.clone());
            let oid = self.state.oid(&role.name);
            let Some(found) = oid.and_then(|oid| self.state.roles.get(&oid)) else {
                self.add(Verdict::TooLittle, &name, None, Cause::Missing, Vec::new());
                continue;
            };
            let expected = attributes(role);
            for verdict in [Verdict::TooMuch, Verdict::TooLittle] {
                let is_on = verdict == Verdict::TooMuch;
                let different: Vec<&'static str> = ATTRIBUTES
                    .iter()
                    .zip(found.attributes.iter().zip(expected))
                    .filter(|(_, (found, expected))| **found == is_on && *expected != is_on)
                    .map(|(word, _)| *word)
                    .collect();
                if different.is_empty() {
                    continue;
                }
                let repair = different
                    .iter()
                    .fold(AlterRole::new(role.name.clone()), |statement, attribute| {
                        switch(statement, attribute, !is_on)
                    });
                let cause = Cause::Attributes {
                    attributes: different,
                };
                self.add(verdict, &name, None, cause, vec![repair.into()]);
            }
        }
    }

    /// Who is a member of the model's roles, and what they are members of.
    pub(super) fn memberships(&mut self) {
        let state = self.state;
        let expected = self.expected_memberships();
        let ours: BTreeSet<u32> = self.our_roles();
        for ((role, member), membership) in &state.members {
            let (Some(of), Some(by)) = (state.roles.get(role), state.roles.get(member)) else {
                continue;
            };
            let opens = ours.contains(role) || ours.contains(member);
            // Who is in a role that reaches every table reaches the model's; a superuser does anyway.
            let reads_all = predefined(of.name.as_str()).is_some() && !by.superuser();
            let built_in = by.name.as_str().starts_with("pg_");
            // Who is granted a role that many are in reaches it through that.
            let built_in = built_in && !ours.contains(role);
            if !(opens || reads_all) || built_in || by.superuser() && !ours.contains(member) {
                continue;
            }
            let key = (of.name.clone(), by.name.clone());
            let is_expected = expected.contains(&key) || self.runs_the_ddl(*role, *member);
            let by_member = state.roles.get(member).is_some_and(|it| it.attributes[1]);
            let may_inherit = is_expected && self.version < Version::V16 && by_member;
            let excess = Membership {
                inherits: membership.inherits && !may_inherit,
                sets: membership.sets && !is_expected,
                // ADMIN that looks like that of a role's maker is the maker's if it makes roles.
                admin: membership.admin && !(is_expected && self.runs_the_ddl(*role, *member))
                    || membership.made_it && !by.create_role(),
                made_it: membership.made_it,
                grantors: Vec::new(),
            };
            let member_name = RoleName::Named(by.name.clone());
            if excess.inherits || excess.sets || excess.admin {
                self.excess_membership(&of.name, &member_name, membership, &excess, is_expected);
            } else if !is_expected && !membership.made_it {
                self.excess_membership(&of.name, &member_name, membership, &excess, false);
            }
            if is_expected && expected.contains(&key) && !membership.sets {
                let cause = Cause::Membership {
                    of: of.name.to_sql(),
                    inherits: false,
                    sets: true,
                    admin: false,
                };
                let repair = vec![self.grant(&of.name, &member_name, None)];
                self.add(Verdict::TooLittle, &member_name, None, cause, repair);
            }
        }
        for (role, member) in &expected {
            let found = (state.oid(role), state.oid(member));
            // A role that isn't there is a line already.
            if let (Some(role_oid), Some(member_oid)) = found
                && !state.members.contains_key(&(role_oid, member_oid))
            {
                let member = RoleName::Named(member.clone());
                let cause = Cause::Membership {
                    of: role.to_sql(),
                    inherits: false,
                    sets: false,
                    admin: false,
                };
                let repair = vec![self.grant(role, &member, None)];
                self.add(Verdict::TooLittle, &member, None, cause, repair);
            }
        }
    }

    fn excess_membership(
        &mut self,
        of: &Identifier,
        member: &RoleName,
        found: &Membership,
        excess: &Membership,
        is_expected: bool,
    ) {
        let cause = Cause::Membership {
            of: of.to_sql(),
            inherits: excess.inherits,
            sets: excess.sets,
            admin: excess.admin,
        };
        let mut repair: Vec<Statement> = Vec::new();
        let by_server = excess.admin && found.made_it;
        let grantors = found.grantors.iter().copied();
        for grantor in grantors.chain(by_server.then_some(BOOTSTRAP)) {
            // Each grantor's grant is one of its own since 16.
            let grantor = (self.version >= Version::V16 && grantor != BOOTSTRAP)
                .then(|| self.state.roles.get(&grantor))
                .flatten()
                .map(|role| role.name.clone());
            let mut revoke = RevokeRole::new(of.clone(), member.clone());
            if let Some(grantor) = &grantor {
                revoke = revoke.granted_by(grantor.clone());
            }
            if !is_expected {
                repair.push(revoke.into());
                continue;
            }
            if excess.admin {
                repair.push(revoke.only_admin_option().into());
            }
            if excess.inherits || excess.sets {
                repair.push(self.grant(of, member, grantor));
            }
        }
        repair.dedup();
        self.add(Verdict::TooMuch, member, None, cause, repair);
    }

    fn grant(
        &self,
        role: &Identifier,
        member: &RoleName,
        grantor: Option<Identifier>,
    ) -> Statement {
        let mut grant = GrantRole::new(role.clone(), member.clone());
        if self.version >= Version::V16 {
            grant = grant.inherit(false).set(true);
        }
        if let Some(grantor) = grantor {
            grant = grant.granted_by(grantor);
        }
        grant.into()
    }

    /// The memberships of the model between named roles: the role, and its member.
    fn expected_memberships(&self) -> BTreeSet<(Identifier, Identifier)> {
        let memberships = self.database.memberships.iter();
        let named = memberships.filter_map(|it| Some((it.role.clone(), it.member.clone()?)));
        named.collect()
    }

    /// Whether the model lets whoever runs the DDL become a role, and the member may be that one: the
    /// database's owner, or a role that makes roles.
    pub(super) fn runs_the_ddl(&self, role: u32, member: u32) -> bool {
        let state = self.state;
        let Some(role) = state.roles.get(&role) else {
            return false;
        };
        let memberships = self.database.memberships.iter();
        let mut open = memberships.filter(|it| it.member.is_none());
        let made = self.database.roles.iter();
        let is_ours = |name: &Identifier| made.clone().any(|role| role.name == *name);
        open.any(|it| it.role == role.name)
            && state.roles.get(&member).is_some_and(|member_role| {
                !is_ours(&member_role.name)
                    && (member_role.create_role() || self.owns_the_database(member))
            })
    }

    fn owns_the_database(&self, role: u32) -> bool {
        let mut objects = self.state.objects.iter();
        objects.any(|held| held.kind == "d" && held.owner == role)
    }

    /// The roles that the model makes, as far as they are there.
    pub(super) fn our_roles(&self) -> BTreeSet<u32> {
        let roles = self.database.roles.iter();
        roles
            .filter_map(|role| self.state.oid(&role.name))
            .collect()
    }

    /// Whoever reaches a role by the model's own memberships, and superusers.
    pub(super) fn settle_expected_reach(&mut self) {
        let state = self.state;
        let expected = self.expected_memberships();
        let mut reaching: BTreeMap<u32, ()> = BTreeMap::new();
        for (oid, role) in &state.roles {
            if role.superuser() {
                reaching.insert(*oid, ());
            }
        }
        for (role, member) in state.members.keys() {
            let names = (state.roles.get(role), state.roles.get(member));
            if let (Some(role_found), Some(member_found)) = names {
                let key = (role_found.name.clone(), member_found.name.clone());
                if expected.contains(&key) || self.runs_the_ddl(*role, *member) {
                    reaching.insert(*member, ());
                }
            }
        }
        self.expected_reach = reaching.into_keys().collect();
    }
}

const fn attributes(role: &Role) -> [bool; 7] {
    [
        role.login,
        role.inherit,
        false,
        false,
        false,
        false,
        role.bypass_row_security,
    ]
}

fn switch(statement: AlterRole, attribute: &str, is_on: bool) -> AlterRole {
    match attribute {
        "LOGIN" => statement.login(is_on),
        "INHERIT" => statement.inherit(is_on),
        "SUPERUSER" => statement.superuser(is_on),
        "CREATEDB" => statement.create_database(is_on),
        "CREATEROLE" => statement.create_role(is_on),
        "REPLICATION" => statement.replication(is_on),
        _ => statement.bypass_rls(is_on),
    }
}
