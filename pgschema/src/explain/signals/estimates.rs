//! What the planner expected, and what came.

use super::{Found, count};
use crate::explain::node::Node;
use crate::explain::signal::SignalKind;

/// Below so many rows, any plan is quick.
const FEW: f64 = 100.0;

pub(super) fn look(found: &mut Found<'_>, index: usize, node: &Node) {
    let Some((expected, came)) = wrong(found, index, node) else {
        return;
    };
    // A mistake below makes one above; the lowest says where it begins.
    let begins_below = found.steps.below(index).any(|below| {
        let node = found.steps.all[below].node;
        node.runs() > 0.0 && wrong(found, below, node).is_some()
    });
    if begins_below {
        return;
    }
    let message = format!(
        "{} rows come where {} were expected",
        count(came),
        count(expected)
    );
    found.add_step(SignalKind::Misestimate, index, message);
}

/// Rows for each loop, if they are too many or too few.
fn wrong(found: &Found<'_>, index: usize, node: &Node) -> Option<(f64, f64)> {
    let (expected, came) = (node.plan_rows?, node.rows?);
    // Bitmaps of several indexes have no rows of their own.
    if matches!(node.kind.as_str(), "BitmapAnd" | "BitmapOr") || node.operation.is_some() {
        return None;
    }
    let ratio = found.limits.misestimate;
    let (low, high) = (expected.min(came).max(1.0), expected.max(came));
    if high < FEW || high < low * ratio {
        return None;
    }
    match came < expected && may_stop_early(found, index) {
        true => None,
        false => Some((expected, came)),
    }
}

/// Whether a step above takes only the first rows of this one.
fn may_stop_early(found: &Found<'_>, index: usize) -> bool {
    for above in found.steps.above(index) {
        let node = found.steps.all[above].node;
        match node.kind.as_str() {
            "Limit" | "Merge Join" => return true,
            "Nested Loop" | "Hash Join" => {
                if matches!(node.join.as_deref(), Some("Semi" | "Anti")) {
                    return true;
                }
            }
            // They take everything before they give something.
            "Sort" | "Hash" | "Aggregate" | "Materialize" => return false,
            _ => {}
        }
        // A sub-query may be asked for one row.
        if found.steps.all[above].node.subplan.is_some() {
            return true;
        }
    }
    found.steps.all[index].node.subplan.is_some()
}
