//! The rights on objects, held to the model's.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{Cause, PrivilegeDifference, Verdict};
use super::expected::{Expectation, Expected, Key, Kind, Others};
use super::reach::Reach;
use super::state::{Grant, Held, Rights, State};
use crate::Version;
use crate::define::Privilege;
use crate::model::{Database, Profile};
use crate::sql::{
    AlterOwner, DataType, Grant as GrantStatement, GrantedPrivilege, Identifier, Object,
    QualifiedName, Revoke, RoleName, Statement, ToSql, TypeText,
};

/// What is compared, and what was found so far.
pub(super) struct Comparison<'a> {
    pub(super) database: &'a Database,
    pub(super) version: Version,
    pub(super) state: &'a State,
    pub(super) reach: Reach,
    pub(super) differences: Vec<PrivilegeDifference>,
    /// What is so, and can't be otherwise by the DDL.
    pub(super) remarks: Vec<String>,
    /// How many rights were compared.
    pub(super) rights: usize,
    /// Whose reaching a role is no news: superusers, and those whom the model lets.
    pub(super) expected_reach: BTreeSet<u32>,
}

impl Comparison<'_> {
    pub(super) fn profile(&self) -> Option<&Profile> {
        self.database.profile.as_ref()
    }

    /// One more difference.
    pub(super) fn add(
        &mut self,
        verdict: Verdict,
        role: &RoleName,
        object: Option<String>,
        cause: Cause,
        repair: Vec<Statement>,
    ) {
        let reaches = match (verdict, role) {
            (Verdict::TooMuch, RoleName::Named(name)) => {
                let oid = self.state.oid(name);
                oid.map(|oid| self.reach.of(self.state, oid, &self.expected_reach))
            }
            _ => None,
        };
        self.differences.push(PrivilegeDifference {
            verdict,
            role: role.to_sql(),
            object,
            cause,
            reaches: reaches.unwrap_or_default(),
            repair,
        });
    }

    pub(super) fn objects(&mut self, mut expectation: Expectation) {
        let own: BTreeSet<&String> = expectation.own_schemas.iter().collect();
        for held in &self.state.objects {
            let kind = Kind::of(&held.kind);
            let key = key(kind, held);
            match expectation.objects.remove(&key) {
                Some(expected) => self.known(held, kind, &expected),
                None if kind == Kind::Sequence && own.contains(&held.schema) => {
                    self.known(held, kind, &sequence(held));
                }
                None if own.contains(&held.schema) => {
                    if let Some(unknown) = unknown(held, kind, expectation.is_hardened) {
                        self.unknown(held, kind, &unknown);
                    }
                }
                None => {}
            }
        }
        let owner = self.profile().map(|profile| profile.owner.clone());
        let owner = owner.map_or(RoleName::Public, RoleName::Named);
        for expected in expectation.objects.into_values() {
            if expected.must_exist {
                let object = Some(expected.label);
                self.add(
                    Verdict::TooLittle,
                    &owner,
                    object,
                    Cause::Missing,
                    Vec::new(),
                );
            }
        }
    }

    fn known(&mut self, held: &Held, kind: Kind, expected: &Expected) {
        let owner = self.state.role_name(held.owner);
        if let (Some(profile), Some(RoleName::Named(owner))) = (self.profile(), &owner) {
            let wrong = expected.is_owned && !held.follows && *owner != profile.owner;
            // Whoever runs the DDL may own the database, but not a role that is to have less.
            let roles = [&profile.runtime, &profile.readonly];
            let made = self.database.roles.iter().map(|role| &role.name);
            let made: Vec<&Identifier> = made
                .filter(|name| ![&profile.owner, &profile.migrator].contains(name))
                .chain(roles)
                .collect();
            let wrong = wrong || kind == Kind::Database && made.contains(&owner);
            if wrong {
                let to = profile.owner.clone();
                let statement = AlterOwner::new(expected.on.clone(), to.clone());
                self.add(
                    Verdict::TooMuch,
                    &RoleName::Named(owner.clone()),
                    Some(expected.label.clone()),
                    Cause::Ownership {
                        instead_of: Some(to.to_sql()),
                    },
                    vec![statement.into()],
                );
            }
        }
        self.rights_of(held, kind, expected, owner.as_ref());
    }

    /// An object in the model's schemas that the model doesn't know.
    fn unknown(&mut self, held: &Held, kind: Kind, unknown: &Expected) {
        let owner = self.state.role_name(held.owner);
        if let Some(RoleName::Named(name)) = &owner {
            let made = self.database.roles.iter().any(|role| role.name == *name);
            let profile = self.profile();
            let may = profile.is_none_or(|it| it.owner == *name || it.migrator == *name);
            if made && !may && !held.follows {
                let cause = Cause::Ownership { instead_of: None };
                let label = Some(unknown.label.clone());
                self.add(
                    Verdict::TooMuch,
                    &RoleName::Named(name.clone()),
                    label,
                    cause,
                    Vec::new(),
                );
            }
        }
        self.rights_of(held, kind, unknown, owner.as_ref());
    }

    fn rights_of(
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
            if self.may_have_more(expected, role) {
                self.missing(expected, role, has, to_have);
                continue;
            }
            self.excess(held, expected, role, has, to_have);
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

    fn may_have_more(&mut self, expected: &Expected, role: &RoleName) -> bool {
        match expected.others {
            Others::HaveNothing => false,
            Others::OfPublic => *role != RoleName::Public,
            Others::MayHaveAnything => true,
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

fn key(kind: Kind, held: &Held) -> Key {
    let name = match kind {
        // There is one, whatever it is called.
        Kind::Database => String::new(),
        _ => held.name.clone(),
    };
    (kind, held.schema.clone(), name, held.arguments.clone())
}

/// A sequence: of a column that the server fills in, and nobody's to use.
fn sequence(held: &Held) -> Expected {
    let name = QualifiedName::new(&held.schema, &held.name);
    let label = name.as_ref().map_or(held.name.clone(), ToSql::to_sql);
    Expected {
        on: name.map_or(Object::CurrentDatabase, Object::Sequence),
        label: format!("sequence {label}"),
        rights: BTreeMap::new(),
        others: Others::HaveNothing,
        is_owned: false,
        must_exist: false,
    }
}

/// What is to be had of an object that the model doesn't know: nothing, but what PUBLIC has of new
/// objects in a database that isn't hardened.
fn unknown(held: &Held, kind: Kind, is_hardened: bool) -> Option<Expected> {
    let name = QualifiedName::new(&held.schema, &held.name).ok()?;
    let (on, label) = match kind {
        Kind::Database | Kind::Schema => return None,
        Kind::Sequence => (Object::Sequence(name.clone()), format!("sequence {name}")),
        Kind::Relation => (Object::Table(name.clone()), format!("table {name}")),
        Kind::Type => (Object::Type(name.clone()), format!("type {name}")),
        Kind::Function => {
            let label = format!("function {name}({})", held.arguments);
            let arguments = held.arguments.split(", ").filter(|it| !it.is_empty());
            let arguments: Option<Vec<DataType>> = arguments
                .map(|it| TypeText::new(it).ok().map(DataType::Text))
                .collect();
            (Object::Function(name, arguments?), label)
        }
    };
    let mut rights = BTreeMap::new();
    if !is_hardened {
        let public = kind.public().iter().copied();
        rights.insert(
            RoleName::Public,
            public.map(GrantedPrivilege::from).collect(),
        );
    }
    Some(Expected {
        on,
        label: format!("{label}, which the model doesn't know"),
        rights,
        others: Others::HaveNothing,
        is_owned: false,
        must_exist: false,
    })
}
