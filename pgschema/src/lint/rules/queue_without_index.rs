use crate::lint::check::Check;
use crate::lint::context::{TableContext, index_columns};
use crate::lint::findings::Findings;
use crate::lint::scan::names_column;
use crate::lint::{Rule, Severity};

pub(crate) static QUEUE_WITHOUT_INDEX: Rule = Rule {
    id: "KEY015",
    name: "queue_without_index",
    severity: Severity::Warning,
    title: "a queue that workers search from end to end",
    why: "Workers ask for the next row with a status again and again. Without an index over \
          just those rows each of them reads all that were ever done, and SKIP LOCKED makes \
          each worker read past the locks of all others.",
    fix: "Index what is waiting: `index(columns(run_at), where = |j| \
          j.status.eq(Status::Pending))`.",
    bad: r#"
/// Something to be done later.
#[derive(Table)]
#[pg(table = "jobs", tenant = tenant_id)]
struct Job {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(check = "status IN ('pending', 'running')")]
    status: String,
    run_at: DateTime<Utc>,
    locked_at: Option<DateTime<Utc>>,
}
"#,
    good: r#"
/// Something to be done later.
#[derive(Table)]
#[pg(table = "jobs", tenant = tenant_id)]
#[pg(index(columns(run_at), where = "status = 'pending'", across_tenants))]
struct Job {
    tenant_id: Uuid,
    #[pg(primary_key)]
    id: Uuid,
    #[pg(check = "status IN ('pending', 'running')")]
    status: String,
    run_at: DateTime<Utc>,
    locked_at: Option<DateTime<Utc>>,
}
"#,
    catalog: None,
    measure: None,
    check: Check::Table(check),
};

fn check(table: &TableContext<'_>, findings: &mut Findings) {
    let mut status = None;
    let mut is_queue = false;
    for column in &table.table.columns {
        match column.name.as_str() {
            "status" | "state" => status = status.or(Some(column)),
            "locked_at" | "locked_by" | "claimed_at" | "claimed_by" | "leased_until" => {
                is_queue = true;
            }
            _ => {}
        }
    }
    let Some(status) = status.filter(|_| is_queue) else {
        return;
    };
    let is_indexed = table.table.indexes.iter().any(|index| {
        let by_key = index_columns(index).any(|column| *column == status.name);
        let by_predicate = index
            .predicate
            .as_ref()
            .is_some_and(|predicate| names_column(predicate, &status.name));
        by_key || by_predicate
    });
    if !is_indexed {
        let message = format!(
            "is a queue by its columns, and no index knows `{}`",
            status.name
        );
        findings.table(table.table, message);
    }
}
