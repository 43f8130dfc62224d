use super::{Parameter, Query};

/// Waits for a lock that has a name, and holds it until the transaction ends.
///
/// One that outlives its transaction would be left behind in a pool of connections; there is none of that kind here.
/// The name is hashed by the server to the number that a lock has.
///
/// ```
/// use pgschema::query::advisory_lock;
///
/// let lock = advisory_lock("nightly report");
/// assert_eq!(lock.text(), "SELECT pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended($1::text, 0))");
/// ```
///
/// PostgreSQL manual: Advisory Locks.
pub fn advisory_lock(name: impl AdvisoryLock) -> Query {
    statement("pg_advisory_xact_lock", name)
}

/// Takes a lock that has a name if nobody holds it: one row with a boolean that says whether.
///
/// ```
/// use pgschema::query::try_advisory_lock;
///
/// let lock = try_advisory_lock("nightly report");
/// assert!(lock.text().contains("pg_try_advisory_xact_lock"));
/// ```
pub fn try_advisory_lock(name: impl AdvisoryLock) -> Query {
    statement("pg_try_advisory_xact_lock", name)
}

fn statement(function: &str, name: impl AdvisoryLock) -> Query {
    Query {
        text: format!("SELECT pg_catalog.{function}(pg_catalog.hashtextextended($1::text, 0))"),
        // A name with a zero byte can't be sent, and is no other name without it.
        parameters: vec![Parameter::Text(Some(name.name().replace('\0', "\u{fffd}")))],
    }
}

/// The name of an advisory lock. All programs that use one database share the names: a type of one's own is the
/// place to keep them apart.
///
/// ```
/// use pgschema::query::{AdvisoryLock, advisory_lock};
///
/// enum Job {
///     NightlyReport,
/// }
///
/// impl AdvisoryLock for Job {
///     fn name(&self) -> String {
///         match self {
///             Self::NightlyReport => "billing/nightly-report".to_owned(),
///         }
///     }
/// }
///
/// let lock = advisory_lock(Job::NightlyReport);
/// # let _ = lock;
/// ```
pub trait AdvisoryLock {
    /// The name.
    fn name(&self) -> String;
}

impl AdvisoryLock for &str {
    fn name(&self) -> String {
        (*self).to_owned()
    }
}

impl AdvisoryLock for String {
    fn name(&self) -> String {
        self.clone()
    }
}
