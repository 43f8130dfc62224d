//! What there is to see in a plan, one file for each concern.

mod estimates;
mod memory;
mod policies;
mod scans;
mod times;

use super::Limits;
use super::node::{Node, Query, Steps};
use super::signal::{At, Raw, SignalKind};
use crate::Database;
use crate::lint::Severity;

/// What is looked at, and what was found.
pub(super) struct Found<'a> {
    pub(super) query: &'a Query,
    pub(super) steps: &'a Steps<'a>,
    pub(super) limits: &'a Limits,
    pub(super) database: Option<&'a Database>,
    pub(super) signals: Vec<Raw>,
}

pub(super) fn look(found: &mut Found<'_>) {
    for index in 0..found.steps.all.len() {
        let node = found.steps.all[index].node;
        // What was never run has nothing to measure by.
        if node.runs() > 0.0 {
            scans::look(found, index, node);
            estimates::look(found, index, node);
            memory::look(found, index, node);
            policies::look(found, index, node);
        }
    }
    memory::look_at_blocks(found);
    times::look(found);
}

impl<'a> Found<'a> {
    pub(super) const fn new(
        query: &'a Query,
        steps: &'a Steps<'a>,
        limits: &'a Limits,
        database: Option<&'a Database>,
    ) -> Self {
        Self {
            query,
            steps,
            limits,
            database,
            signals: Vec::new(),
        }
    }

    fn add(&mut self, kind: SignalKind, severity: Severity, at: At, message: String) {
        self.signals.push(Raw {
            kind,
            severity,
            at,
            message,
        });
    }

    fn add_step(&mut self, kind: SignalKind, index: usize, message: String) {
        let severity = self.severity_of(index);
        self.add(kind, severity, At::Step(index), message);
    }

    /// A step in which a tenth of the time goes is worth a warning, and so is one of which the time
    /// isn't known.
    fn severity_of(&self, index: usize) -> Severity {
        let total = self.steps.all[0].node.time();
        match total > 0.0 {
            true => Severity::of_share(self.steps.all[index].node.time() / total),
            false => Severity::Warning,
        }
    }
}

/// What a scan is of, for messages.
fn object(node: &Node) -> String {
    node.object().unwrap_or_else(|| "the rows".to_owned())
}

/// A number of rows as people read it: `1,234,567`.
fn count(number: f64) -> String {
    let digits = format!("{:.0}", number.max(0.0));
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn numbers_have_commas() {
        for (number, text) in [
            (0.0, "0"),
            (0.4, "0"),
            (999.0, "999"),
            (1_000.0, "1,000"),
            (1_234_567.0, "1,234,567"),
            (-1.0, "0"),
        ] {
            assert_eq!(count(number), text);
        }
    }
}
