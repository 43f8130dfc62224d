//! The hardening profile: what a database gets by default that nobody should have to ask for.
//!
//! Each measure is a file with its reason, works on the model, and is switched off by its name
//! with a reason: see [`Measure`].

mod default_privileges;
mod grants;
mod helpers;
mod indexes;
mod measure;
mod profile;
mod roles;
mod row_security;
mod sessions;
pub(crate) mod signed;

pub(crate) use helpers::add_uuid_v7;
pub(crate) use helpers::setting_prefix;
pub(crate) use row_security::NO_ROW_SECURITY;

pub use measure::Measure;
pub use profile::{Hardening, ProfileRole};

use crate::model::Database;
use crate::validate::{Problem, ProblemKind};

/// Adds what a hardened database has.
pub(crate) fn apply(database: &mut Database, hardening: &Hardening, problems: &mut Vec<Problem>) {
    let Some(profile) = database.profile.clone() else {
        return;
    };
    for exception in &profile.exceptions {
        if exception.reason.trim().is_empty() {
            let kind = ProblemKind::NoReason {
                rule: exception.rule.clone(),
            };
            problems.push(Problem::new("the profile", kind));
        }
    }
    let result = roles::add(database, hardening, &profile)
        .and_then(|()| sessions::set(database, hardening, &profile))
        .and_then(|()| helpers::add(database, &profile, problems));
    if let Err(error) = result {
        problems.push(Problem::new("the profile", error));
    }
    if hardening.has(Measure::DefaultPrivileges) {
        default_privileges::revoke(database);
    }
    row_security::bind(database, hardening, &profile, problems);
    grants::derive(database, hardening, &profile);
    roles::let_in(database, &profile);
    if profile.signed_context
        && let Err(error) = signed::add(database)
    {
        problems.push(Problem::new("the profile", error));
    }
    if hardening.has(Measure::Indexes) {
        indexes::add(database, problems);
    }
}
