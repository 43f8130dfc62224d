use super::Parameter;

/// A statement, and the values that are sent beside it.
///
/// ```
/// use pgschema::query::{Run, try_advisory_lock};
///
/// let lock = try_advisory_lock("nightly report");
/// assert_eq!(
///     lock.explain(Run::No).text(),
///     "EXPLAIN (FORMAT JSON) SELECT pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended($1::text, 0))",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a query does nothing until a driver runs it"]
pub struct Query {
    pub(super) text: String,
    pub(super) parameters: Vec<Parameter>,
}

/// Whether `EXPLAIN` runs the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// It only plans it.
    No,
    /// `ANALYZE, BUFFERS`: it runs it, and changes what it changes. The `explain` of a transaction takes that back.
    Yes,
}

impl Query {
    #[cfg(feature = "encryption")]
    pub(crate) const fn new(text: String, parameters: Vec<Parameter>) -> Self {
        Self { text, parameters }
    }

    /// Statements that send no values, to be run at once.
    #[cfg(any(feature = "postgres", feature = "tokio-postgres", feature = "sqlx"))]
    pub(super) fn as_one_text(statements: &[Self]) -> Option<String> {
        let sends_nothing = statements.iter().all(|it| it.parameters.is_empty());
        let texts = statements.iter().map(|it| it.text.as_str());
        sends_nothing.then(|| texts.collect::<Vec<_>>().join("; "))
    }

    /// The SQL, with `$1`, `$2` and so on for the values.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The values, in their order.
    #[must_use]
    pub fn parameters(&self) -> &[Parameter] {
        &self.parameters
    }

    /// The same with `EXPLAIN (…, FORMAT JSON)` before it; [`explain`](crate::explain) reads what it gives.
    pub fn explain(&self, run: Run) -> Self {
        let options = match run {
            Run::No => "FORMAT JSON",
            Run::Yes => "ANALYZE, BUFFERS, FORMAT JSON",
        };
        Self {
            text: format!("EXPLAIN ({options}) {}", self.text),
            parameters: self.parameters.clone(),
        }
    }
}
