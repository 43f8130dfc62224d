use std::fmt;

use serde::Serialize;

use super::text::Written;
use crate::lint::Severity;

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal, $advice:literal;)*) => {
        /// What a signal is about.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum SignalKind {
            $($(#[$doc])* $variant,)*
        }

        impl SignalKind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// Its name, which never changes.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// What to do about it.
            #[must_use]
            pub const fn advice(self) -> &'static str {
                match self { $(Self::$variant => $advice,)* }
            }
        }
    };
}

kinds! {
    /// A whole table is read for few of its rows.
    SequentialScan = "sequential_scan",
        "Index what the condition compares, the column with the most different values first; under \
         row-level security the tenant before it. If there is such an index, ANALYZE the table, and see \
         whether the condition has the index's own expression and type.";
    /// A table is read again for each row of another.
    RepeatedScan = "repeated_scan",
        "Index the column that joins the two tables: foreign keys have no index by themselves.";
    /// An index gives rows that a condition then throws away.
    FilteredRows = "filtered_rows",
        "Put the column of the filter into the index, behind those that are compared for equality, or make \
         the index partial with the condition.";
    /// An index's entries lead to rows that must be looked at again.
    LossyBitmap = "lossy_bitmap",
        "Raise work_mem for this query (SET LOCAL work_mem), so that the bitmap knows rows and not only \
         blocks, or make the condition narrower.";
    /// An index alone would do, but the table is looked at.
    HeapFetches = "heap_fetches",
        "VACUUM the table, and let autovacuum come earlier: autovacuum_vacuum_scale_factor, \
         autovacuum_vacuum_insert_scale_factor.";
    /// The planner expected another number of rows.
    Misestimate = "misestimate",
        "ANALYZE the table; if it stays, CREATE STATISTICS for columns that depend on each other, or raise \
         the column's statistics target. Of a function, ROWS tells how many rows it gives.";
    /// Much is read from outside PostgreSQL's memory.
    BlocksRead = "blocks_read",
        "Run it again: if it stays, the query reads more than memory holds. Read fewer rows (an index, a \
         narrower condition), or raise shared_buffers.";
    /// Memory didn't suffice, and files were written.
    SpilledToDisk = "spilled_to_disk",
        "Raise work_mem for this query (SET LOCAL work_mem), or sort and group fewer and narrower rows; an \
         index in the order of the sort saves it.";
    /// Fewer processes helped than the plan wanted.
    MissingWorkers = "missing_workers",
        "The server had no more to give: max_parallel_workers, max_worker_processes.";
    /// Most of the time goes into triggers.
    SlowTrigger = "slow_trigger",
        "For a foreign key, index the columns that refer to the table; for a trigger of your own, look at \
         what it does for each row.";
    /// Compiling took longer than it saved.
    CompiledInVain = "compiled_in_vain",
        "Raise jit_above_cost, or SET jit = off for the role: short queries don't earn it back.";
    /// Planning took longer than running.
    SlowPlanning = "slow_planning",
        "Prepare the statement, name the partition key in the condition, or join fewer tables.";
    /// A policy asks for the session's setting for each row.
    PolicyPerRow = "policy_per_row",
        "Put the call into a sub-query of its own, which runs once: `tenant_id = (SELECT \
         app.current_tenant_id())`.";
    /// A sub-query runs for each row, or reads a whole table for a policy.
    SubqueryPerRow = "subquery_per_row",
        "In a policy, ask once: `tenant_id = ANY (ARRAY(SELECT …))`. In a query, join instead.";
    /// Row-level security keeps an index from being used.
    LeakyCondition = "leaky_condition",
        "Under row-level security only LEAKPROOF operators go to an index. Index what can be compared safely: \
         a stored generated column for `lower(…)`, text for an enum, bigint for an amount, `^@` \
         (starts_with) in place of LIKE.";
}

impl fmt::Display for SignalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One thing that a plan shows.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Signal {
    /// What it is.
    pub kind: SignalKind,
    /// How much there is to win.
    pub severity: Severity,
    /// The line of [`Explanation::to_text`](super::Explanation::to_text), from 1.
    pub line: usize,
    /// That line.
    pub plan: String,
    /// What it is, with its numbers.
    pub message: String,
}

impl Signal {
    /// What to do.
    #[must_use]
    pub const fn advice(&self) -> &'static str {
        self.kind.advice()
    }
}

/// Everything that a plan shows, in the order of its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signals {
    all: Vec<Signal>,
    /// There were no numbers to find something in.
    is_unmeasured: bool,
}

/// Where in the plan a signal is.
#[derive(Clone, Copy, Debug)]
pub(super) enum At {
    Step(usize),
    Trigger(usize),
    /// The lines with times.
    End,
}

/// A signal whose line isn't settled.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) kind: SignalKind,
    pub(super) severity: Severity,
    pub(super) at: At,
    pub(super) message: String,
}

impl Signals {
    pub(super) fn new(raw: Vec<Raw>, written: &Written, was_run: bool) -> Self {
        let count = written.text.lines().count();
        let is_trigger = |line: &str| line.starts_with("Trigger ");
        let first_trigger = written.text.lines().position(is_trigger).unwrap_or(count);
        let mut all: Vec<Signal> = raw
            .into_iter()
            .map(|raw| {
                let line = match raw.at {
                    At::Step(index) => written.lines.get(index).copied().unwrap_or(1),
                    At::Trigger(index) => first_trigger + index + 1,
                    At::End => count,
                };
                Signal {
                    kind: raw.kind,
                    severity: raw.severity,
                    line,
                    plan: written.line(line).to_owned(),
                    message: raw.message,
                }
            })
            .collect();
        all.sort_by_key(|signal| (signal.line, signal.kind));
        Self {
            all,
            is_unmeasured: !was_run,
        }
    }

    /// Whether the plan was never run, and so nothing could be found in it.
    #[must_use]
    pub const fn is_unmeasured(&self) -> bool {
        self.is_unmeasured
    }

    /// The signals.
    #[must_use]
    pub fn all(&self) -> &[Signal] {
        &self.all
    }

    /// The signals as a JSON document; `format` is 1. `unmeasured` is true of a plan that was never run, in which there is
    /// nothing to find.
    ///
    /// ```
    /// use pgschema::explain::Signals;
    ///
    /// assert_eq!(Signals::default().to_json(), "{\n  \"format\": 1,\n  \"unmeasured\": false,\n  \"signals\": []\n}\n");
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        #[derive(Serialize)]
        struct Document<'a> {
            format: u32,
            unmeasured: bool,
            signals: Vec<Written<'a>>,
        }
        #[derive(Serialize)]
        struct Written<'a> {
            kind: &'static str,
            severity: Severity,
            line: usize,
            plan: &'a str,
            message: &'a str,
            advice: &'static str,
        }
        let signals = self.all.iter().map(|signal| Written {
            kind: signal.kind.name(),
            severity: signal.severity,
            line: signal.line,
            plan: &signal.plan,
            message: &signal.message,
            advice: signal.advice(),
        });
        let document = Document {
            format: 1,
            unmeasured: self.is_unmeasured,
            signals: signals.collect(),
        };
        // Nothing in it can fail to be written: texts, numbers and names.
        serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
    }
}

/// The signals for people.
impl fmt::Display for Signals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_unmeasured {
            return f.write_str(
                "nothing to measure by: the plan was never run. EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) runs it",
            );
        }
        if self.all.is_empty() {
            return f.write_str("nothing found");
        }
        for (index, signal) in self.all.iter().enumerate() {
            if index > 0 {
                f.write_str("\n\n")?;
            }
            write!(
                f,
                "{}[{}]: {}",
                signal.severity, signal.kind, signal.message
            )?;
            write!(f, "\n  line {}: {}", signal.line, signal.plan)?;
            write!(f, "\n  to do: {}", signal.advice())?;
        }
        Ok(())
    }
}
