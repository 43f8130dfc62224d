//! Four roles that are kept apart.
//!
//! The owner of the objects can't log in: a leaked password owns nothing. The migrator becomes the
//! owner by `SET ROLE`, explicitly. The application and those who look have rights, not objects.

use super::{Hardening, Measure};
use crate::model::{Database, Membership, Profile, Role};
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
    for schema in &mut database.schemas {
        schema.usage = [&profile.readonly, &profile.runtime]
            .map(|role| crate::sql::RoleName::Named(role.clone()))
            .to_vec();
    }
    Ok(())
}
