//! The plan as `EXPLAIN` writes it for people.

use std::fmt::Write;

use super::node::{Node, Query, Steps, written};

/// A plan in lines, and at which of them each step stands.
pub(super) struct Written {
    pub(super) text: String,
    /// Counted from 1.
    pub(super) lines: Vec<usize>,
}

impl Written {
    /// The text of a line, without the blanks before it.
    pub(super) fn line(&self, number: usize) -> &str {
        let line = number
            .checked_sub(1)
            .and_then(|it| self.text.lines().nth(it));
        line.unwrap_or_default().trim_start()
    }
}

pub(super) fn write(query: &Query, steps: &Steps<'_>) -> Written {
    let mut out = Written {
        text: String::new(),
        lines: Vec::with_capacity(steps.all.len()),
    };
    let mut count = 0;
    let mut line = |text: &mut String, indent: usize, content: &str| {
        // A condition may have a text with a line break in it.
        let content = content.replace(['\n', '\r'], " ");
        let _ = writeln!(text, "{:indent$}{content}", "");
        count += 1;
        count
    };
    for step in &steps.all {
        let indent = step.indent;
        if let Some(name) = &step.node.subplan {
            line(&mut out.text, indent.saturating_sub(6), name);
        }
        let arrow = if step.above.is_none() { "" } else { "->  " };
        let heading = format!("{arrow}{}", heading(step.node));
        let number = line(&mut out.text, indent.saturating_sub(arrow.len()), &heading);
        out.lines.push(number);
        for detail in details(step.node) {
            line(&mut out.text, indent + 2, &detail);
        }
    }
    for trigger in &query.triggers {
        let name = trigger
            .constraint
            .as_ref()
            .map(|it| format!("for constraint {it}"));
        let name = name.or_else(|| trigger.name.clone()).unwrap_or_default();
        let time = trigger
            .time
            .map_or(String::new(), |it| format!(" time={it:.3}"));
        let content = format!("Trigger {name}:{time} calls={}", trigger.calls);
        line(&mut out.text, 0, &content);
    }
    for (name, time) in [
        ("Planning Time", query.planning_time),
        ("Execution Time", query.execution_time),
    ] {
        if let Some(time) = time {
            line(&mut out.text, 0, &format!("{name}: {time:.3} ms"));
        }
    }
    out
}

fn heading(node: &Node) -> String {
    let mut text = String::new();
    if node.is_parallel {
        text.push_str("Parallel ");
    }
    text.push_str(&kind(node));
    if node.direction.as_deref() == Some("Backward") {
        text.push_str(" Backward");
    }
    if let Some(index) = &node.index {
        let index = written(index);
        let _ = match node.kind.as_str() {
            "Bitmap Index Scan" => write!(text, " on {index}"),
            _ => write!(text, " using {index}"),
        };
    }
    if let Some(object) = node.object() {
        let _ = write!(text, " on {object}");
        if let Some(alias) = node.alias.as_ref().filter(|it| node.name() != Some(*it)) {
            let _ = write!(text, " {}", written(alias));
        }
    } else if let Some(alias) = &node.alias {
        // Rows that are of no relation: those of a sub-query, of VALUES.
        let _ = write!(text, " on {}", written(alias));
    }
    if let (Some(startup), Some(total), Some(rows), Some(width)) = (
        node.startup_cost,
        node.total_cost,
        node.plan_rows,
        node.width,
    ) {
        let _ = write!(
            text,
            "  (cost={startup:.2}..{total:.2} rows={rows} width={width})"
        );
    }
    match (node.rows, node.loops) {
        (Some(_), Some(0.0)) => text.push_str(" (never executed)"),
        (Some(rows), Some(loops)) => {
            text.push_str(" (actual ");
            if let (Some(startup), Some(total)) = (node.startup_time, node.total_time) {
                let _ = write!(text, "time={startup:.3}..{total:.3} ");
            }
            let _ = write!(text, "rows={rows} loops={loops})");
        }
        _ => {}
    }
    text
}

/// `Hash Left Join`, `HashAggregate`, `Update`: what JSON has in two keys.
fn kind(node: &Node) -> String {
    let join = node.join.as_deref().filter(|it| *it != "Inner");
    let partial = match node.partial.as_deref() {
        Some(partial) if partial != "Simple" => format!("{partial} "),
        _ => String::new(),
    };
    match (node.kind.as_str(), node.strategy.as_deref()) {
        ("Nested Loop", _) => match join {
            Some(join) => format!("Nested Loop {join} Join"),
            None => "Nested Loop".to_owned(),
        },
        ("Hash Join", _) => format!(
            "Hash {}Join",
            join.map_or(String::new(), |it| format!("{it} "))
        ),
        ("Merge Join", _) => format!(
            "Merge {}Join",
            join.map_or(String::new(), |it| format!("{it} "))
        ),
        ("Aggregate", Some("Sorted")) => format!("{partial}GroupAggregate"),
        ("Aggregate", Some("Hashed")) => format!("{partial}HashAggregate"),
        ("Aggregate", Some("Mixed")) => format!("{partial}MixedAggregate"),
        ("Aggregate", _) => format!("{partial}Aggregate"),
        ("ModifyTable", _) => node.operation.clone().unwrap_or_default(),
        ("SetOp", Some("Hashed")) => {
            format!("HashSetOp {}", node.command.clone().unwrap_or_default())
        }
        ("SetOp", _) => format!("SetOp {}", node.command.clone().unwrap_or_default()),
        (kind, _) => kind.to_owned(),
    }
}

fn details(node: &Node) -> Vec<String> {
    let mut details = Vec::new();
    for (name, condition) in [
        ("Index Cond", &node.index_condition),
        ("Recheck Cond", &node.recheck_condition),
        ("Hash Cond", &node.hash_condition),
        ("Merge Cond", &node.merge_condition),
        ("One-Time Filter", &node.one_time_filter),
        ("Join Filter", &node.join_filter),
        ("Filter", &node.filter),
    ] {
        if let Some(condition) = condition {
            details.push(format!("{name}: {condition}"));
        }
    }
    for (name, number) in [
        ("Rows Removed by Index Recheck", node.removed_by_recheck),
        ("Rows Removed by Join Filter", node.removed_by_join_filter),
        ("Rows Removed by Filter", node.removed_by_filter),
        ("Heap Fetches", node.heap_fetches),
        ("Batches", node.hash_batches),
        ("Workers Planned", node.workers_planned),
        ("Workers Launched", node.workers_launched),
    ] {
        if let Some(number) = number.filter(|it| *it > 0.0) {
            details.push(format!("{name}: {number}"));
        }
    }
    if let (Some(method), Some(kind), Some(space)) =
        (&node.sort_method, &node.sort_space_type, node.sort_space)
    {
        details.push(format!("Sort Method: {method}  {kind}: {space}kB"));
    }
    if let Some(disk) = node.disk_usage.filter(|it| *it > 0.0) {
        details.push(format!("Disk Usage: {disk}kB"));
    }
    let blocks = |name: &str, counts: [(&str, Option<f64>); 2]| {
        let counts = counts.into_iter().filter_map(|(what, count)| {
            let count = count.filter(|it| *it > 0.0)?;
            Some(format!("{what}={count}"))
        });
        let counts: Vec<String> = counts.collect();
        (!counts.is_empty()).then(|| format!("{name} {}", counts.join(" ")))
    };
    let shared = [("hit", node.hit_blocks), ("read", node.read_blocks)];
    let temp = [
        ("read", node.temp_read_blocks),
        ("written", node.temp_written_blocks),
    ];
    let buffers = [blocks("shared", shared), blocks("temp", temp)];
    let buffers: Vec<String> = buffers.into_iter().flatten().collect();
    if !buffers.is_empty() {
        details.push(format!("Buffers: {}", buffers.join(", ")));
    }
    details
}
