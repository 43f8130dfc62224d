//! Whether rights on a server are those of the model.

mod compare;
mod difference;
mod effective;
mod expected;
mod later;
mod reach;
mod report;
mod rights;
mod roles;
mod state;

use std::collections::BTreeSet;

use postgres::Client;

pub use difference::{Cause, PrivilegeDifference, Verdict};
pub use report::{PrivilegeReport, WrongPrivileges};

use super::VerifyError;
use super::compare::types::names_without_rights;
use super::session::{Access, Session};
use crate::{Database, Version};
use compare::Comparison;
use expected::Expectation;
use reach::Reach;
use state::State;

/// Compares who may do what on a server with what the model says, both ways.
///
/// What is looked at: the rights on the database, on the model's schemas and on all that is in them (tables,
/// views, columns, sequences, functions, types), who owns it, what later objects start with, the
/// attributes of the model's roles, who is a member of them and what they are members of, and what they own
/// or may use anywhere else; of the owner, functions and views elsewhere that lend its rights to others. Rights of
/// `PUBLIC` and of roles that the model doesn't know are too many, unless the model says so.
///
/// It only reads, in a read-only transaction with a handful of queries, however many tables there
/// are; any role may do it. Since there is nothing to look up for each table, it is quick on a large
/// database too.
///
/// ```no_run
/// use pgschema::{Database, verify};
/// # let mut client = postgres::Client::connect("", postgres::NoTls)?;
///
/// let database = Database::builder().hardened("app").build()?;
/// verify::privileges(&database, &mut client)?.deny()?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// PostgreSQL manual: Privileges; pg_default_acl, pg_auth_members, pg_shdepend.
///
/// # Errors
///
/// If the server can't be looked at: [`VerifyError`] says why. What is wrong with the rights is in the
/// report.
pub fn privileges(
    database: &Database,
    client: &mut Client,
) -> Result<PrivilegeReport, VerifyError> {
    let mut session = Session::begin(client, Access::ReadOnly, "reading the rights")?;
    let types = names_without_rights(&mut session, database)?;
    let expectation = Expectation::new(database, session.version, &types);
    let state = State::read(&mut session, &expectation.schemas)?;
    let mut comparison = Comparison {
        database,
        version: session.version,
        state: &state,
        reach: Reach::new(&state),
        differences: Vec::new(),
        remarks: Vec::new(),
        rights: 0,
        expected_reach: BTreeSet::new(),
    };
    comparison.settle_expected_reach();
    comparison.attributes();
    comparison.memberships();
    comparison.later(&expectation.own_schemas);
    let schemas = expectation.schemas.clone();
    comparison.objects(expectation);
    elsewhere(&mut comparison, &mut session)?;
    let cells = comparison.effective(&mut session, &schemas)?;
    Ok(PrivilegeReport {
        version: session.version,
        roles: state.roles.len(),
        objects: state.objects.len(),
        rights: comparison.rights,
        cells,
        differences: comparison.differences,
        remarks: comparison.remarks,
    })
}

/// What the roles that are to have little have in other places, what others have there by the owner's rights, and
/// parameters that everybody may set.
fn elsewhere(
    comparison: &mut Comparison<'_>,
    session: &mut Session<'_>,
) -> Result<(), VerifyError> {
    let state = comparison.state;
    let mut roles = comparison.our_roles();
    let mut owner = None;
    if let Some(profile) = comparison.profile() {
        owner = state.oid(&profile.owner);
        let migrator = state.oid(&profile.migrator);
        roles.retain(|oid| ![owner, migrator].contains(&Some(*oid)));
    }
    let roles: Vec<u32> = roles.into_iter().collect();
    let mut found = state.elsewhere(session, &roles)?;
    if let Some(owner) = owner {
        found.extend(state.run_as(session, owner)?);
    }
    if session.version >= Version::V15 {
        found.extend(state::parameters_of_public(session)?);
    }
    found.sort_by(|a, b| (&a.description, a.role).cmp(&(&b.description, b.role)));
    for it in found {
        let Some(role) = state.role_name(it.role) else {
            continue;
        };
        let cause = if it.owns {
            Cause::OwnsElsewhere
        } else {
            Cause::RightsElsewhere
        };
        let object = Some(it.description);
        comparison.add(Verdict::TooMuch, &role, object, cause, Vec::new());
    }
    Ok(())
}
