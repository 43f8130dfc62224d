//! What `EXPLAIN (FORMAT JSON)` writes, as far as it is read here.

use serde::Deserialize;

use crate::sql::Identifier;

/// A query as it is read; its `plan` is read apart, step by step.
#[derive(Debug, Deserialize)]
pub(super) struct Query {
    #[serde(skip)]
    pub(super) plan: Node,
    #[serde(rename = "Planning Time")]
    pub(super) planning_time: Option<f64>,
    #[serde(rename = "Execution Time")]
    pub(super) execution_time: Option<f64>,
    #[serde(rename = "Triggers", default)]
    pub(super) triggers: Vec<Trigger>,
    #[serde(rename = "JIT")]
    pub(super) jit: Option<Jit>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Trigger {
    #[serde(rename = "Trigger Name")]
    pub(super) name: Option<String>,
    #[serde(rename = "Constraint Name")]
    pub(super) constraint: Option<String>,
    #[serde(rename = "Relation")]
    pub(super) relation: Option<String>,
    #[serde(rename = "Time")]
    pub(super) time: Option<f64>,
    #[serde(rename = "Calls", default)]
    pub(super) calls: f64,
}

#[derive(Debug, Deserialize)]
pub(super) struct Jit {
    #[serde(rename = "Timing")]
    timing: Option<JitTiming>,
}

#[derive(Debug, Deserialize)]
struct JitTiming {
    #[serde(rename = "Total")]
    total: Option<f64>,
}

impl Jit {
    pub(super) fn time(&self) -> Option<f64> {
        self.timing.as_ref()?.total
    }
}

macro_rules! node {
    ($($(#[$attribute:meta])* $field:ident: $type:ty = $key:literal;)*) => {
        /// A step of a plan. Numbers are averages over its loops, where the server says so.
        #[derive(Debug, Default, Deserialize)]
        pub(super) struct Node {
            $($(#[$attribute])* #[serde(rename = $key)] pub(super) $field: $type,)*
        }
    };
}

node! {
    kind: String = "Node Type";
    #[serde(skip)] plans: Vec<Node> = "Plans";
    #[serde(default)] workers: Vec<Worker> = "Workers";
    parent_relationship: Option<String> = "Parent Relationship";
    subplan: Option<String> = "Subplan Name";
    #[serde(default)] is_parallel: bool = "Parallel Aware";
    join: Option<String> = "Join Type";
    strategy: Option<String> = "Strategy";
    partial: Option<String> = "Partial Mode";
    operation: Option<String> = "Operation";
    command: Option<String> = "Command";
    schema: Option<String> = "Schema";
    relation: Option<String> = "Relation Name";
    alias: Option<String> = "Alias";
    index: Option<String> = "Index Name";
    direction: Option<String> = "Scan Direction";
    function: Option<String> = "Function Name";
    cte: Option<String> = "CTE Name";
    startup_cost: Option<f64> = "Startup Cost";
    total_cost: Option<f64> = "Total Cost";
    plan_rows: Option<f64> = "Plan Rows";
    width: Option<f64> = "Plan Width";
    startup_time: Option<f64> = "Actual Startup Time";
    total_time: Option<f64> = "Actual Total Time";
    rows: Option<f64> = "Actual Rows";
    loops: Option<f64> = "Actual Loops";
    index_condition: Option<String> = "Index Cond";
    recheck_condition: Option<String> = "Recheck Cond";
    hash_condition: Option<String> = "Hash Cond";
    merge_condition: Option<String> = "Merge Cond";
    join_filter: Option<String> = "Join Filter";
    one_time_filter: Option<String> = "One-Time Filter";
    filter: Option<String> = "Filter";
    removed_by_filter: Option<f64> = "Rows Removed by Filter";
    removed_by_join_filter: Option<f64> = "Rows Removed by Join Filter";
    removed_by_recheck: Option<f64> = "Rows Removed by Index Recheck";
    heap_fetches: Option<f64> = "Heap Fetches";
    lossy_blocks: Option<f64> = "Lossy Heap Blocks";
    sort_method: Option<String> = "Sort Method";
    sort_space: Option<f64> = "Sort Space Used";
    sort_space_type: Option<String> = "Sort Space Type";
    full_sort_groups: Option<SortGroups> = "Full-sort Groups";
    presorted_groups: Option<SortGroups> = "Pre-sorted Groups";
    hash_batches: Option<f64> = "Hash Batches";
    disk_usage: Option<f64> = "Disk Usage";
    storage: Option<String> = "Storage";
    maximum_storage: Option<f64> = "Maximum Storage";
    workers_planned: Option<f64> = "Workers Planned";
    workers_launched: Option<f64> = "Workers Launched";
    hit_blocks: Option<f64> = "Shared Hit Blocks";
    read_blocks: Option<f64> = "Shared Read Blocks";
    temp_read_blocks: Option<f64> = "Temp Read Blocks";
    temp_written_blocks: Option<f64> = "Temp Written Blocks";
}

#[derive(Debug, Deserialize)]
pub(super) struct Worker {
    #[serde(rename = "Sort Space Type")]
    pub(super) sort_space_type: Option<String>,
    #[serde(rename = "Sort Space Used")]
    pub(super) sort_space: Option<f64>,
    #[serde(rename = "Disk Usage")]
    pub(super) disk_usage: Option<f64>,
    #[serde(rename = "Full-sort Groups")]
    pub(super) full_sort_groups: Option<SortGroups>,
    #[serde(rename = "Pre-sorted Groups")]
    pub(super) presorted_groups: Option<SortGroups>,
    #[serde(rename = "Lossy Heap Blocks")]
    pub(super) lossy_blocks: Option<f64>,
}

/// What an incremental sort says of the groups that it sorted, each by itself.
#[derive(Debug, Deserialize)]
pub(super) struct SortGroups {
    #[serde(rename = "Sort Space Disk")]
    disk: Option<SortSpace>,
}

#[derive(Debug, Deserialize)]
struct SortSpace {
    #[serde(rename = "Peak Sort Space Used")]
    peak: Option<f64>,
}

impl SortGroups {
    /// Kilobytes on disk of the largest group.
    pub(super) fn on_disk(&self) -> Option<f64> {
        self.disk.as_ref()?.peak
    }
}

impl Node {
    /// How often it was run; nothing if it wasn't.
    pub(super) fn runs(&self) -> f64 {
        self.loops.unwrap_or_default()
    }

    /// Rows that it gave, over all loops.
    pub(super) fn rows_given(&self) -> f64 {
        self.rows.unwrap_or_default() * self.runs()
    }

    /// Rows that it looked at and didn't give, over all loops.
    pub(super) fn rows_removed(&self) -> f64 {
        let removed = [
            self.removed_by_filter,
            self.removed_by_join_filter,
            self.removed_by_recheck,
        ];
        removed.into_iter().flatten().sum::<f64>() * self.runs()
    }

    /// Rows that it looked at, over all loops.
    pub(super) fn rows_seen(&self) -> f64 {
        self.rows_given() + self.rows_removed()
    }

    /// Milliseconds over all loops, its inner steps among them.
    pub(super) fn time(&self) -> f64 {
        self.total_time.unwrap_or_default() * self.runs()
    }

    /// Blocks of the bitmap that it knew no rows of, those of its workers among them (PostgreSQL 18 counts them apart).
    pub(super) fn lossy(&self) -> f64 {
        let workers = self.workers.iter().filter_map(|it| it.lossy_blocks);
        self.lossy_blocks.into_iter().chain(workers).sum()
    }

    /// The name of its relation, or what stands for one.
    pub(super) fn name(&self) -> Option<&String> {
        let name = self.relation.as_ref().or(self.cte.as_ref());
        name.or(self.function.as_ref())
    }

    /// What it is about, as the text of the plan names it.
    pub(super) fn object(&self) -> Option<String> {
        let name = self.name()?;
        let name = written(name);
        Some(match &self.schema {
            Some(schema) => format!("{}.{name}", written(schema)),
            None => name,
        })
    }
}

/// A name with the quotes that the text of a plan has around it.
pub(super) fn written(name: &str) -> String {
    Identifier::new(name).map_or_else(|_| name.to_owned(), |it| it.to_string())
}

/// The steps of a plan in the order in which they are written, each with the one above it.
pub(super) struct Steps<'a> {
    pub(super) all: Vec<Step<'a>>,
}

pub(super) struct Step<'a> {
    pub(super) node: &'a Node,
    /// The index of the step above.
    pub(super) above: Option<usize>,
    /// How many blanks stand before its name, or before the arrow and the name.
    pub(super) indent: usize,
}

impl<'a> Steps<'a> {
    pub(super) fn of(plan: &'a Node) -> Self {
        let mut steps = Self { all: Vec::new() };
        steps.add(plan, None, 0);
        steps
    }

    fn add(&mut self, node: &'a Node, above: Option<usize>, indent: usize) {
        let index = self.all.len();
        self.all.push(Step {
            node,
            above,
            indent,
        });
        // The name of a sub-query stands above its steps, which go further in.
        let below = |node: &Node| indent + if node.subplan.is_some() { 8 } else { 6 };
        for inner in &node.plans {
            self.add(inner, Some(index), below(inner));
        }
    }

    /// The steps above, the nearest first.
    pub(super) fn above(&self, index: usize) -> impl Iterator<Item = usize> {
        let above = |index: &usize| self.all[*index].above;
        std::iter::successors(above(&index), move |index| above(index))
    }

    /// The steps directly below.
    pub(super) fn below(&self, index: usize) -> impl Iterator<Item = usize> {
        let steps = self.all.iter().enumerate().skip(index + 1);
        // Behind the steps within this one, all stand below one before it.
        let steps = steps.take_while(move |(_, step)| step.above >= Some(index));
        let inner = steps.filter(move |(_, step)| step.above == Some(index));
        inner.map(|(index, _)| index)
    }
}
