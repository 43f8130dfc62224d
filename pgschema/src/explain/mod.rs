//! Reading what `EXPLAIN` says: which step of a query costs what it needn't, and what to do about it.
//!
//! ```sql
//! EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT …
//! ```
//!
//! ```
//! use pgschema::explain::Explanation;
//!
//! let json = r#"[{"Plan": {
//!     "Node Type": "Seq Scan", "Relation Name": "orders", "Alias": "orders",
//!     "Startup Cost": 0.00, "Total Cost": 18334.00, "Plan Rows": 97, "Plan Width": 37,
//!     "Actual Startup Time": 0.026, "Actual Total Time": 61.250, "Actual Rows": 100, "Actual Loops": 1,
//!     "Filter": "(customer_id = 42)", "Rows Removed by Filter": 999900},
//!   "Planning Time": 0.085, "Execution Time": 61.274}]"#;
//! let explanation: Explanation = json.parse()?;
//! let signals = explanation.signals();
//! let [signal] = signals.all() else { panic!("{signals}") };
//! assert_eq!(signal.kind.name(), "sequential_scan");
//! assert_eq!(signal.line, 1);
//! assert!(explanation.to_text().starts_with("Seq Scan on orders"));
//! # Ok::<(), pgschema::explain::ExplanationError>(())
//! ```
//!
//! [`signals_with`](Explanation::signals_with) takes the model as well: it knows which tables have
//! row-level security and which indexes there are, and so why one isn't used.
//!
//! PostgreSQL manual: EXPLAIN, Using EXPLAIN, Rules and Privileges.

mod condition;
mod limits;
mod node;
mod read;
mod signal;
mod signals;
mod text;

pub use limits::Limits;
pub use read::ExplanationError;
pub use signal::{Signal, SignalKind, Signals};

use crate::Database;
use crate::lint::Severity;
use node::{Query, Steps};
use std::sync::Arc;

/// What `EXPLAIN (FORMAT JSON)` said of one query.
///
/// Times and rows are there with `ANALYZE`, blocks with `BUFFERS`.
#[derive(Clone, Debug)]
pub struct Explanation {
    query: Arc<Query>,
}

impl Explanation {
    /// Whether the query was run: without, there is nothing to measure by.
    #[must_use]
    pub fn was_run(&self) -> bool {
        self.query.plan.loops.is_some()
    }

    /// The plan as `EXPLAIN` writes it for people. [`Signal::line`] counts its lines from 1.
    #[must_use]
    pub fn to_text(&self) -> String {
        text::write(&self.query, &Steps::of(&self.query.plan)).text
    }

    /// What the plan shows by itself.
    #[must_use]
    pub fn signals(&self) -> Signals {
        self.look(None, &Limits::default())
    }

    /// What the plan shows to who knows the tables, their policies and their indexes.
    #[must_use]
    pub fn signals_with(&self, database: &Database, limits: &Limits) -> Signals {
        self.look(Some(database), limits)
    }

    fn look(&self, database: Option<&Database>, limits: &Limits) -> Signals {
        let steps = Steps::of(&self.query.plan);
        let written = text::write(&self.query, &steps);
        let mut found = signals::Found::new(&self.query, &steps, limits, database);
        signals::look(&mut found);
        Signals::new(found.signals, &written, self.was_run())
    }
}

impl Severity {
    /// Below this, a signal is only worth to know.
    pub(super) const fn of_share(share: f64) -> Self {
        if share >= 0.1 {
            Self::Warning
        } else {
            Self::Information
        }
    }
}
