//! What objects that are made later start with.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::Comparison;
use super::difference::{Cause, Verdict};
use super::state::Default;
use crate::define::Privilege;
use crate::sql::{
    AlterDefaultPrivileges, DefaultObject, GrantedPrivilege, Identifier, RoleName, Statement, ToSql,
};

/// Whose objects, of which kind, in which schema.
type Place = (Identifier, DefaultObject, Option<Identifier>);

/// Who has what on them, and whether to give on.
type Rights = BTreeMap<RoleName, BTreeSet<(Privilege, bool)>>;

const KINDS: [(&str, DefaultObject); 5] = [
    ("r", DefaultObject::Tables),
    ("S", DefaultObject::Sequences),
    ("f", DefaultObject::Routines),
    ("T", DefaultObject::Types),
    ("n", DefaultObject::Schemas),
];

impl Comparison<'_> {
    /// The default privileges of the model's roles, of anybody in the model's schemas, and what others give to
    /// the model's roles or, in every schema, to PUBLIC.
    pub(super) fn later(&mut self, own_schemas: &[String]) {
        let mut expected = self.expected_later();
        let mut found: BTreeMap<Place, Rights> = BTreeMap::new();
        let mut of_others: BTreeMap<Place, Rights> = BTreeMap::new();
        let ours = self.our_roles();
        for default in &self.state.defaults {
            let in_own = default.schema.as_ref();
            let in_own = in_own.is_some_and(|it| own_schemas.iter().any(|own| it == own.as_str()));
            let role = self.state.roles.get(&default.role);
            let (Some(role), Some(on)) = (role, kind(default)) else {
                continue;
            };
            let place = (role.name.clone(), on, default.schema.clone());
            let rights = if ours.contains(&default.role) || in_own {
                found.entry(place).or_default()
            } else if self.is_given_to_ours(default) {
                of_others.entry(place).or_default()
            } else {
                continue;
            };
            if let Some(grantee) = &default.grantee {
                let of_grantee = rights.entry(grantee.clone()).or_default();
                let privileges = default.privileges.iter();
                of_grantee.extend(privileges.map(|it| (*it, default.grantable)));
            }
        }
        let places: BTreeSet<Place> = found.keys().chain(expected.keys()).cloned().collect();
        for place in places {
            let found = found.remove(&place);
            let found = found.unwrap_or_else(|| by_itself(&place));
            let expected = expected.remove(&place);
            let expected = expected.unwrap_or_else(|| by_itself(&place));
            self.compare_later(&place, &found, &expected);
        }
        for (place, found) in of_others {
            // What others take away is nobody's concern, and so is what they don't give.
            let mut expected = by_itself(&place);
            expected.retain(|role, _| found.contains_key(role));
            self.compare_later(&place, &found, &expected);
        }
    }

    /// Whether somebody else's later objects are given to a role that is to have little, or to everybody
    /// wherever they are made.
    fn is_given_to_ours(&self, default: &Default) -> bool {
        match &default.grantee {
            Some(RoleName::Named(name)) => self.database.binds(name.as_str()),
            Some(RoleName::Public) => default.schema.is_none(),
            _ => false,
        }
    }

    fn compare_later(&mut self, place: &Place, found: &Rights, expected: &Rights) {
        let (made_by, on, schema) = place;
        let roles: BTreeSet<&RoleName> = found.keys().chain(expected.keys()).collect();
        for role in roles {
            // What the maker keeps for itself is nobody's concern.
            if *role == RoleName::Named(made_by.clone()) {
                continue;
            }
            let nothing = BTreeSet::new();
            let has = found.get(role).unwrap_or(&nothing);
            let to_have = expected.get(role).unwrap_or(&nothing);
            for (verdict, different) in [
                (Verdict::TooMuch, has - to_have),
                (Verdict::TooLittle, lacking(to_have, has)),
            ] {
                if different.is_empty() {
                    continue;
                }
                let words = different.iter().map(|it| it.0);
                let with_grant_option = different.iter().any(|it| it.1);
                let to = [role.clone()];
                let mut repair = if verdict == Verdict::TooMuch {
                    AlterDefaultPrivileges::revoke(words.clone(), *on, to)
                } else {
                    AlterDefaultPrivileges::grant(words.clone(), *on, to)
                };
                repair = repair.for_role(made_by.clone());
                if let Some(schema) = schema {
                    repair = repair.in_schema(schema.clone());
                }
                let mut repair = vec![Statement::from(repair)];
                // A right that is only to be had without the option is there again afterwards.
                let kept: Vec<Privilege> = words
                    .clone()
                    .filter(|it| with_grant_option && to_have.contains(&(*it, false)))
                    .collect();
                if !kept.is_empty() {
                    let mut again = AlterDefaultPrivileges::grant(kept, *on, [role.clone()]);
                    again = again.for_role(made_by.clone());
                    if let Some(schema) = schema {
                        again = again.in_schema(schema.clone());
                    }
                    repair.push(again.into());
                }
                let cause = Cause::Later {
                    with_grant_option,
                    made_by: made_by.to_sql(),
                    on: on.to_sql(),
                    schema: schema.as_ref().map(ToSql::to_sql),
                    privileges: words.map(GrantedPrivilege::from).collect(),
                };
                self.add(verdict, role, None, cause, repair);
            }
        }
    }

    /// What the model's owner gives and takes in advance.
    fn expected_later(&self) -> BTreeMap<Place, Rights> {
        let mut expected: BTreeMap<Place, Rights> = BTreeMap::new();
        let Some(profile) = self.profile() else {
            return expected;
        };
        for default in &self.database.default_privileges {
            let place = (profile.owner.clone(), default.on, default.schema.clone());
            let start = by_itself(&place);
            let rights = expected.entry(place).or_insert(start);
            let of_role = rights.entry(default.role.clone()).or_default();
            for privilege in &default.privileges {
                if default.revoke {
                    of_role.remove(&(*privilege, false));
                } else {
                    of_role.insert((*privilege, false));
                }
            }
        }
        expected
    }
}

/// What the server gives where nobody said anything.
fn by_itself((_, on, schema): &Place) -> Rights {
    let privilege = match on {
        DefaultObject::Routines => Privilege::Execute,
        DefaultObject::Types => Privilege::Usage,
        _ => return Rights::new(),
    };
    if schema.is_some() {
        return Rights::new();
    }
    Rights::from([(RoleName::Public, BTreeSet::from([(privilege, false)]))])
}

/// What somebody has neither with nor without the grant option.
fn lacking(
    to_have: &BTreeSet<(Privilege, bool)>,
    has: &BTreeSet<(Privilege, bool)>,
) -> BTreeSet<(Privilege, bool)> {
    let to_have = to_have.iter().copied();
    to_have
        .filter(|(privilege, _)| !has.contains(&(*privilege, true)))
        .filter(|it| !has.contains(it))
        .collect()
}

fn kind(default: &Default) -> Option<DefaultObject> {
    let found = KINDS.iter().find(|(letter, _)| *letter == default.kind);
    found.map(|(_, on)| *on)
}
