//! The rights on objects, held to the model's.

use std::collections::{BTreeMap, BTreeSet};

use super::difference::{Cause, PrivilegeDifference, Verdict};
use super::expected::{Expectation, Expected, Key, Kind, Others};
use super::reach::Reach;
use super::state::{Held, State};
use crate::Version;
use crate::model::{Database, Profile};
use crate::sql::{
    AlterOwner, DataType, GrantedPrivilege, Object, QualifiedName, RoleName, Statement, ToSql,
    TypeText,
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
            // Whoever runs the DDL may own the database, but not a role that is to have little.
            let wrong = match kind {
                Kind::Database => self.database.binds(owner.as_str()),
                _ => expected.is_owned && !held.follows && *owner != profile.owner,
            };
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
        if let Some(RoleName::Named(name)) = &owner
            && self.database.binds(name.as_str())
            && !held.follows
        {
            let cause = Cause::Ownership { instead_of: None };
            let label = Some(unknown.label.clone());
            let role = RoleName::Named(name.clone());
            self.add(Verdict::TooMuch, &role, label, cause, Vec::new());
        }
        self.rights_of(held, kind, unknown, owner.as_ref());
    }
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
