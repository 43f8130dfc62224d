//! How a database on a server differs from its model.

mod catalog;
mod drift;
mod expected;
mod facts;
mod object;
mod output;
mod restore;
mod scratch;
pub(super) mod types;

use postgres::Client;

pub use drift::{DeniedDrift, Difference, Drift, NotCompared, What};
pub use object::{Grantee, Kind, Object, Part};

use super::VerifyError;
use super::session::{Access, Session};
use crate::model::Database;

const DOING: &str = "comparing the database with its model";

/// Compares a database on a server with its model: every object of the model, and what the server
/// has beside them in the model's schemas.
///
/// An untouched database never differs. Expressions are compared as the server writes them: those
/// of the model are given to a schema that is made for that and taken back. Nothing is left
/// behind, and no table of the database is locked but as a reader locks it.
///
/// ```no_run
/// # fn example(database: pgschema::Database) -> Result<(), Box<dyn std::error::Error>> {
/// use postgres::{Client, NoTls};
///
/// let mut client = Client::connect("host=/run/postgresql user=app_migrator", NoTls)?;
/// let drift = pgschema::verify::compare(&database, &mut client)?;
/// println!("{drift}");
/// drift.deny()?;
/// # Ok(())
/// # }
/// ```
///
/// What is compared is what the catalogs store: rights as they were granted, not what follows from
/// them. Rows are not compared, those that the model makes a table with neither.
///
/// PostgreSQL manual: System Catalogs.
///
/// # Errors
///
/// If the server can't be looked at. It takes a role that may become the owner of the objects, where it or that owner may
/// make schemas in the database: the database's owner; the migrator too if the model has extensions. And it takes a
/// server that can be written to, though nothing is kept. [`compare_without_expressions`] does without both.
pub fn compare(database: &Database, client: &mut Client) -> Result<Drift, VerifyError> {
    let mut session = Session::begin(client, Access::ReadWrite, DOING)?;
    run(&mut session, database, true)
}

/// As [`compare`], but only reads: for a replica, or a role without rights. Of defaults, CHECKs,
/// policies, predicates, triggers, domains, views and functions it tells whether they are there, not whether they say
/// what the model says; of views and functions also whose rights they run with, and under which settings.
///
/// # Errors
///
/// If the server can't be looked at.
pub fn compare_without_expressions(
    database: &Database,
    client: &mut Client,
) -> Result<Drift, VerifyError> {
    let mut session = Session::begin(client, Access::ReadOnly, DOING)?;
    run(&mut session, database, false)
}

fn run(
    session: &mut Session<'_>,
    database: &Database,
    with_expressions: bool,
) -> Result<Drift, VerifyError> {
    // What the version can't do is no drift.
    let plan = database.plan(session.version)?;
    let schemas: Vec<&str> = database.schemas.iter().map(|it| it.name.as_str()).collect();
    let roles: Vec<&str> = database.roles.iter().map(|it| it.name.as_str()).collect();
    let mut actual = catalog::read(session, &schemas, &roles)?;
    let (types, printed) = match with_expressions {
        true => {
            let (types, printed) = scratch::print(session, database, &actual)?;
            (types, Some(printed))
        }
        false => (types::names_without_rights(session, database)?, None),
    };
    let expected = expected::of(
        session.version,
        database,
        &mut actual,
        &types,
        printed.as_ref(),
    );
    let mut differences = expected.differences_to(&actual);
    restore::add(database, session.version, &plan, &mut differences);
    let failed = printed.map(|printed| printed.failed).unwrap_or_default();
    Ok(Drift {
        differences,
        not_compared: failed,
        without_expressions: !with_expressions,
        objects: expected.iter().count(),
    })
}
