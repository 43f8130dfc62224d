//! Rows that are looked at in vain.

use super::{Found, count, object};
use crate::explain::node::Node;
use crate::explain::signal::{At, Raw, SignalKind};

pub(super) fn look(found: &mut Found<'_>, index: usize, node: &Node) {
    let limits = found.limits;
    let (seen, given) = (node.rows_seen(), node.rows_given());
    let is_wasteful = seen >= limits.rows && seen >= given * limits.waste;
    if node.kind == "Seq Scan" {
        let runs = node.runs();
        if is_inner(found, index) && runs > 1.0 && seen >= limits.rows {
            let message = format!(
                "{} is read {} times, {} rows in all",
                object(node),
                count(runs),
                count(seen),
            );
            found.add_step(SignalKind::RepeatedScan, index, message);
            without_pairs_above(found, index);
        } else if is_wasteful {
            let message = format!(
                "{} rows of {} are read, and {} kept",
                count(seen),
                object(node),
                count(given),
            );
            found.add_step(SignalKind::SequentialScan, index, message);
        }
        return;
    }
    let pairs = node.removed_by_join_filter.unwrap_or_default() * node.runs();
    if is_wasteful && node.kind == "Nested Loop" && pairs >= seen / 2.0 {
        let message = format!(
            "each row is compared with each of the others: {} pairs, and {} kept",
            count(seen),
            count(given),
        );
        found.add_step(SignalKind::RepeatedScan, index, message);
        return;
    }
    let removed = node.removed_by_filter.unwrap_or_default() * node.runs() + pairs;
    // What a HAVING or a condition on a sub-query throws away was made before, and no index has it.
    let is_of_index = node.index.is_some() || node.kind == "Bitmap Heap Scan" || pairs > 0.0;
    if is_wasteful && is_of_index && removed >= seen / 2.0 {
        let message = format!(
            "{} rows are thrown away after they were found, and {} kept",
            count(removed),
            count(given),
        );
        found.add_step(SignalKind::FilteredRows, index, message);
    }
    let rechecked = node.removed_by_recheck.unwrap_or_default() * node.runs();
    let lossy = node.lossy();
    // A BRIN index knows nothing but blocks, and says ten rows for each: no memory makes them less.
    let is_of_blocks = found.steps.below(index).any(|below| {
        let rows = found.steps.all[below].node.rows.unwrap_or_default();
        (rows - lossy * 10.0).abs() < 0.5
    });
    if lossy > 0.0 && !is_of_blocks && rechecked >= limits.rows {
        let message = format!(
            "the bitmap has {} whole blocks in it, and {} rows of them are none that are asked for",
            count(lossy),
            count(rechecked),
        );
        found.add_step(SignalKind::LossyBitmap, index, message);
    }
    // The server counts these over all loops.
    let fetches = node.heap_fetches.unwrap_or_default();
    if fetches >= limits.rows && fetches >= given / limits.waste {
        let message = format!(
            "the table is looked at {} times for {} rows that the index has",
            count(fetches),
            count(given),
        );
        found.add_step(SignalKind::HeapFetches, index, message);
    }
}

/// Takes back what the loop around a scan says of its pairs: the scan says it more exactly.
fn without_pairs_above(found: &mut Found<'_>, index: usize) {
    let is_loop = |it: &usize| found.steps.all[*it].node.kind == "Nested Loop";
    let Some(around) = found.steps.above(index).find(is_loop) else {
        return;
    };
    let is_of_it = |it: &Raw| matches!(it.at, At::Step(at) if at == around);
    found
        .signals
        .retain(|it| it.kind != SignalKind::RepeatedScan || !is_of_it(it));
}

/// Whether the step is run again for each row of another.
fn is_inner(found: &Found<'_>, index: usize) -> bool {
    let mut inner = index;
    for above in found.steps.above(index) {
        let relationship = found.steps.all[inner].node.parent_relationship.as_deref();
        match found.steps.all[above].node.kind.as_str() {
            "Nested Loop" => return relationship == Some("Inner"),
            // They pass on what is below them.
            "Append" | "Limit" | "Result" | "Subquery Scan" | "Memoize" | "Aggregate" => {
                inner = above
            }
            _ => return false,
        }
    }
    false
}
