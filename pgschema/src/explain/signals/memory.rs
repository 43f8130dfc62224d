//! What memory didn't hold.

use super::{Found, count};
use crate::explain::node::{Node, SortGroups};
use crate::explain::signal::SignalKind;

/// Kilobytes in a block, as nearly every server is built.
const BLOCK: f64 = 8.0;

pub(super) fn look(found: &mut Found<'_>, index: usize, node: &Node) {
    if let Some(message) = spilled(found, index, node) {
        found.add_step(SignalKind::SpilledToDisk, index, message);
    }
    if let (Some(planned), Some(launched)) = (node.workers_planned, node.workers_launched)
        && launched < planned
    {
        let message = format!(
            "{} of {} processes that should have helped did",
            count(launched),
            count(planned),
        );
        found.add_step(SignalKind::MissingWorkers, index, message);
    }
}

fn spilled(found: &Found<'_>, index: usize, node: &Node) -> Option<String> {
    let of_workers = node.workers.iter().filter_map(|worker| {
        let is_disk = worker.sort_space_type.as_deref() == Some("Disk");
        let sorted = worker.sort_space.filter(|_| is_disk);
        sorted.or(worker.disk_usage)
    });
    let of_workers: f64 = of_workers.sum();
    let own = match node.sort_space_type.as_deref() {
        Some("Disk") => node.sort_space.unwrap_or_default(),
        _ => 0.0,
    };
    if node.kind.ends_with("Sort") && own + of_workers > 0.0 {
        return Some(format!(
            "the sort wrote {} kB to disk",
            count(own + of_workers)
        ));
    }
    let groups = node
        .workers
        .iter()
        .map(|it| (&it.full_sort_groups, &it.presorted_groups));
    let groups = groups.chain([(&node.full_sort_groups, &node.presorted_groups)]);
    let groups = groups.flat_map(|(full, presorted)| full.iter().chain(presorted));
    let largest = groups.filter_map(SortGroups::on_disk).fold(0.0, f64::max);
    if largest > 0.0 {
        return Some(format!(
            "the sort wrote up to {} kB to disk for each of its groups",
            count(largest)
        ));
    }
    let grouped = node.disk_usage.unwrap_or_default() + of_workers;
    if grouped > 0.0 {
        return Some(format!("the groups took {} kB of disk", count(grouped)));
    }
    if let Some(batches) = node.hash_batches.filter(|it| *it > 1.0) {
        return Some(format!(
            "the hash table was made in {} parts, all but one of them on disk",
            count(batches)
        ));
    }
    let kept = match node.storage.as_deref() {
        Some("Disk") => node.maximum_storage.unwrap_or_default(),
        Some(_) => 0.0,
        // Before PostgreSQL 18, and of a function still, only the blocks tell.
        None => written_here(found, index, node) * BLOCK,
    };
    (kept > 0.0).then(|| format!("the rows kept for later took {} kB of disk", count(kept)))
}

/// Blocks of temporary files that this step wrote itself.
fn written_here(found: &Found<'_>, index: usize, node: &Node) -> f64 {
    // They say by themselves what they wrote, or what those below did.
    if matches!(
        node.kind.as_str(),
        "Hash Join" | "Hash" | "Sort" | "Incremental Sort" | "Gather" | "Gather Merge"
    ) {
        return 0.0;
    }
    let written = |node: &Node| node.temp_written_blocks.unwrap_or_default();
    let below = found.steps.below(index);
    let below: f64 = below.map(|it| written(found.steps.all[it].node)).sum();
    written(node) - below
}

/// The step that reads most, if the query reads much.
pub(super) fn look_at_blocks(found: &mut Found<'_>) {
    let steps = found.steps;
    let read = |index: usize| steps.all[index].node.read_blocks.unwrap_or_default();
    let total = read(0);
    if total < found.limits.read_blocks {
        return;
    }
    // What a step says has that of the steps below in it.
    let own = |index: usize| read(index) - steps.below(index).map(read).sum::<f64>();
    let most = (0..steps.all.len()).max_by(|a, b| own(*a).total_cmp(&own(*b)));
    let index = most.unwrap_or_default();
    let message = format!(
        "{} blocks ({} MB) are read from outside PostgreSQL's memory, {} of them here",
        count(total),
        count(total * BLOCK / 1024.0),
        count(own(index)),
    );
    found.add_step(SignalKind::BlocksRead, index, message);
}
