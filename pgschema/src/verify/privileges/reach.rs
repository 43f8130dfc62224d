//! Who has the rights of a role by being a member of it.

use std::collections::{BTreeMap, BTreeSet};

use super::state::{Role, State};
use crate::sql::ToSql;

/// The members of each role that have its rights, or can take them: also by granting it to themselves.
pub(super) struct Reach {
    members: BTreeMap<u32, Vec<u32>>,
}

impl Reach {
    pub(super) fn new(state: &State) -> Self {
        let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for ((role, member), membership) in &state.members {
            let creates = state.roles.get(member).is_some_and(Role::create_role);
            // ADMIN that looks like that of a role's maker is the maker's if it makes roles.
            let admin = membership.admin || membership.made_it && !creates;
            if membership.inherits || membership.sets || admin {
                members.entry(*role).or_default().push(*member);
            }
        }
        Self { members }
    }

    /// The names of those who reach a role, however many steps away, but for `except`.
    pub(super) fn of(&self, state: &State, role: u32, except: &BTreeSet<u32>) -> Vec<String> {
        let mut found = BTreeSet::new();
        let mut open = vec![role];
        while let Some(next) = open.pop() {
            for member in self.members.get(&next).into_iter().flatten() {
                if *member != role && found.insert(*member) {
                    open.push(*member);
                }
            }
        }
        let names = found.difference(except);
        let mut names: Vec<String> = names
            .filter_map(|oid| state.roles.get(oid))
            .map(|role| role.name.to_sql())
            .collect();
        names.sort();
        names
    }
}
