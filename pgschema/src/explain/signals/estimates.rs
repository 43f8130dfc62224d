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
    // Bitmaps of several indexes have no rows of their own, that of a BRIN index ten for each block; the scan of the table
    // above says what came.
    let is_bitmap = matches!(
        node.kind.as_str(),
        "Bitmap Index Scan" | "BitmapAnd" | "BitmapOr"
    );
    if is_bitmap || node.kind == "ModifyTable" {
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
    let mut inner = index;
    for above in found.steps.above(index) {
        let node = found.steps.all[above].node;
        match node.kind.as_str() {
            "Limit" | "Merge Join" => return true,
            "Nested Loop" | "Hash Join" => {
                if matches!(node.join.as_deref(), Some("Semi" | "Anti")) {
                    return true;
                }
                // Nothing is joined to nothing: one row is asked for, and then no other.
                if node.kind == "Hash Join" && is_joined_to_nothing(found, above, inner) {
                    return true;
                }
            }
            // They take everything before they give something; groups in the order of an index don't.
            "Sort" | "Hash" => return false,
            "Aggregate" if node.strategy.as_deref() != Some("Sorted") => return false,
            _ => {}
        }
        // A sub-query may be asked for one row.
        if found.steps.all[above].node.subplan.is_some() {
            return true;
        }
        inner = above;
    }
    found.steps.all[index].node.subplan.is_some()
}

/// Whether the other side of a hash join is an empty table.
fn is_joined_to_nothing(found: &Found<'_>, join: usize, side: usize) -> bool {
    let mut others = found.steps.below(join).filter(|it| *it != side);
    others.any(|it| {
        let other = found.steps.all[it].node;
        other.kind == "Hash" && other.rows_given() <= 0.0
    })
}
