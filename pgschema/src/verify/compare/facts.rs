//! What one side says, and how two sides differ.

use std::collections::BTreeMap;

use super::drift::{Difference, What};
use super::object::{Grantee, Kind, Object, Part};

/// What is said of an object by name. What is not said is not there; a name that begins with `_` is
/// no part of the comparison.
pub(super) type Attributes = BTreeMap<&'static str, Value>;

/// What is said of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// It is this.
    Text(String),
    /// It is something, which can't be told.
    Present,
    /// Whatever it is, it is right.
    Any,
}

impl Value {
    pub(super) const fn text(&self) -> Option<&String> {
        match self {
            Self::Text(text) => Some(text),
            Self::Present | Self::Any => None,
        }
    }
}

/// The objects of one side.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts(BTreeMap<Object, Attributes>);

impl Facts {
    /// Adds an object; more may be said of it later.
    pub(super) fn add(&mut self, object: Object) -> &mut Attributes {
        self.0.entry(object).or_default()
    }

    pub(super) fn get(&self, object: &Object) -> Option<&Attributes> {
        self.0.get(object)
    }

    pub(super) fn contains(&self, object: &Object) -> bool {
        self.0.contains_key(object)
    }

    /// The text of an attribute of an object.
    pub(super) fn text(&self, object: &Object, attribute: &'static str) -> Option<&str> {
        let value = self.0.get(object)?.get(attribute)?;
        value.text().map(String::as_str)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&Object, &Attributes)> {
        self.0.iter()
    }

    pub(super) fn retain(&mut self, mut keep: impl FnMut(&Object) -> bool) {
        self.0.retain(|object, _| keep(object));
    }

    /// What differs, in the order of the objects. What belongs to something that is missing or unknown
    /// is not told again.
    pub(super) fn differences_to(&self, actual: &Self) -> Vec<Difference> {
        let mut found = BTreeMap::new();
        for (object, expected) in &self.0 {
            match actual.0.get(object) {
                Some(attributes) => {
                    let differing = attributes_differ(expected, attributes);
                    if !differing.is_empty() {
                        found.insert(object, differing);
                    }
                }
                None if self.stands(object, actual) => {
                    found.insert(object, vec![What::Missing]);
                }
                None => {}
            }
        }
        for object in actual.0.keys() {
            if !self.0.contains_key(object) && actual.stands(object, self) {
                found.insert(object, vec![What::Unknown]);
            }
        }
        self.join_renamed(actual, &mut found);
        let found = found.into_iter().flat_map(|(object, whats)| {
            let of_it = move |what| Difference::new(object.clone(), what);
            whats.into_iter().map(of_it)
        });
        found.collect()
    }

    /// Whether what an object needs to be there is on the other side too.
    fn stands(&self, object: &Object, other: &Self) -> bool {
        if let Some(schema) = &object.schema {
            let schema = Object::of_schema(schema);
            if self.contains(&schema) && !other.contains(&schema) {
                return false;
            }
        }
        let Some(part) = &object.part else {
            return true;
        };
        if !other.contains(&object.whole()) {
            return false;
        }
        let is_lost = |needed: Object| self.contains(&needed) && !other.contains(&needed);
        let role_is_lost = |role: &Grantee| match role {
            Grantee::Role(name) => is_lost(Object::role(name)),
            Grantee::Public | Grantee::Owner => false,
        };
        let column_is_lost = |column: &str| {
            object.kind == Kind::Table && is_lost(object.part(Part::Column(column.to_owned())))
        };
        match part {
            Part::Grant { column, role, .. } => {
                !role_is_lost(role) && !column.as_deref().is_some_and(column_is_lost)
            }
            Part::SequenceGrant { column, role, .. } => {
                // Without an identity there is no sequence.
                let column = object.part(Part::Column(column.clone()));
                !role_is_lost(role) && other.text(&column, "identity").is_some()
            }
            Part::DefaultPrivilege { role, .. } => !role_is_lost(role),
            Part::MemberOf(role) | Part::Member(role) => !is_lost(Object::role(role)),
            _ => true,
        }
    }

    /// A part that is missing and one that is unknown are one that was renamed, if they are the same
    /// but for the name and no other part could be meant.
    fn join_renamed<'a>(&'a self, actual: &'a Self, found: &mut BTreeMap<&'a Object, Vec<What>>) {
        let of = |found: &BTreeMap<&'a Object, Vec<What>>, what: &What| -> Vec<&'a Object> {
            let is_it = |(_, whats): &(&&'a Object, &Vec<What>)| whats.first() == Some(what);
            found
                .iter()
                .filter(is_it)
                .map(|(object, _)| *object)
                .collect()
        };
        let unknown = of(found, &What::Unknown);
        for missing in of(found, &What::Missing) {
            let Some(part) = missing.part.as_ref().filter(|it| it.own_name().is_some()) else {
                continue;
            };
            let Some(expected) = self.get(missing) else {
                continue;
            };
            let mut like = unknown.iter().filter(|other| {
                let of_kind =
                    |it: &Part| std::mem::discriminant(it) == std::mem::discriminant(part);
                other.part.as_ref().is_some_and(of_kind)
                    && other.whole() == missing.whole()
                    && actual
                        .get(other)
                        .is_some_and(|it| attributes_differ(expected, it).is_empty())
            });
            let (Some(other), None) = (like.next(), like.next()) else {
                continue;
            };
            let name = |object: &Object| {
                let name = object.part.as_ref().and_then(Part::own_name);
                name.cloned()
            };
            if found.remove(other).is_some() {
                let renamed = What::Differs {
                    attribute: "name",
                    expected: name(missing),
                    actual: name(other),
                };
                found.insert(missing, vec![renamed]);
            }
        }
    }
}

fn attributes_differ(expected: &Attributes, actual: &Attributes) -> Vec<What> {
    let mut differing = Vec::new();
    let mut names: Vec<&'static str> = expected.keys().chain(actual.keys()).copied().collect();
    names.sort_unstable();
    names.dedup();
    for attribute in names.into_iter().filter(|it| !it.starts_with('_')) {
        let (expected, actual) = (expected.get(attribute), actual.get(attribute));
        match (expected, actual) {
            (Some(Value::Any), _) | (Some(Value::Present), Some(_)) => continue,
            (expected, actual) if expected == actual => continue,
            _ => {}
        }
        let text = |value: Option<&Value>| match value? {
            Value::Text(text) => Some(text.clone()),
            Value::Present => Some("something".to_owned()),
            Value::Any => None,
        };
        differing.push(What::Differs {
            attribute,
            expected: text(expected),
            actual: text(actual),
        });
    }
    differing
}
