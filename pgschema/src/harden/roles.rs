//! Four roles that are kept apart.
//!
//! The owner of the objects can't log in: a leaked password owns nothing. The migrator becomes the
//! owner by `SET ROLE`, explicitly. The application and those who look have rights, not objects.

use std::collections::BTreeSet;

use super::{Hardening, Measure};
use crate::model::{Database, Membership, Profile, Role};
use crate::sql::RoleName;
use crate::validate::ProblemKind;

/// The connections that each login role may have.
const CONNECTION_LIMITS: [(super::ProfileRole, i32); 3] = [
    (super::ProfileRole::Migrator, 3),
    (super::ProfileRole::Runtime, 60),
    (super::ProfileRole::Readonly, 10),
];

pub(super) fn add(
    database: &mut Database,
    hardening: &Hardening,
    profile: &Profile,
) -> Result<(), ProblemKind> {
    database.roles.push(Role::new(profile.owner.clone()));
    for (role, limit) in CONNECTION_LIMITS {
        let mut role = Role::login(profile.role(role).clone());
        role.connection_limit = hardening.has(Measure::ConnectionLimits).then_some(limit);
        database.roles.push(role);
    }
    for member in [Some(profile.migrator.clone()), None] {
        database.memberships.push(Membership {
            role: profile.owner.clone(),
            member,
        });
    }
    Ok(())
}

/// Lets each role that has a right on something in a schema use the schema; without that, the right
/// is worth nothing.
pub(super) fn let_in(database: &mut Database, profile: &Profile) {
    for schema in &mut database.schemas {
        let mut roles: BTreeSet<RoleName> = [&profile.readonly, &profile.runtime]
            .map(|role| RoleName::Named(role.clone()))
            .into();
        let tables = database.tables.iter().map(|it| (&it.name, &it.grants));
        let views = database.views.iter().map(|it| (&it.name, &it.grants));
        for (name, grants) in tables.chain(views) {
            if *name.schema() == schema.name {
                roles.extend(grants.iter().map(|grant| grant.role.clone()));
            }
        }
        for function in &database.functions {
            if *function.name.schema() == schema.name {
                roles.extend(function.execute.iter().cloned());
            }
        }
        // Who owns the schema needs no right on it, and PUBLIC gets none.
        roles.retain(|role| matches!(role, RoleName::Named(name) if *name != profile.owner));
        schema.usage = roles.into_iter().collect();
    }
}
