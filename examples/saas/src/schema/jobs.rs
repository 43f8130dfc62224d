//! Work for later.

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, PgEnum, Table};
use uuid::Uuid;

use super::common::Timestamps;
use super::tenants::{Tenant, TenantId};

/// Which job.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct JobId(pub Uuid);

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
pub enum JobStatus {
    /// To be done.
    Pending,
    /// Being done.
    Running,
    /// Given up.
    Failed,
}

/// How soon a job is wanted: the more, the sooner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
#[pg(int)]
#[repr(i16)]
pub enum Priority {
    /// When nothing else is to be done.
    Low = -10,
    /// In its turn.
    Normal = 0,
    /// Before others.
    High = 10,
}

/// Something to be done later. A job that is done is removed.
///
/// A worker takes jobs of all tenants, as the role app_worker, which has rights on this table only:
/// SELECT … WHERE status = 'pending' AND run_at <= now() ORDER BY priority DESC, run_at LIMIT 1
/// FOR UPDATE SKIP LOCKED. What the job asks for it does as the application, bound to the job's
/// tenant.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "jobs", tenant = tenant_id)]
#[pg(index(
    columns(priority desc, run_at), where = |j| j.status.eq(JobStatus::Pending), across_tenants,
    name = "jobs_pending_idx",
))]
#[pg(index(
    columns(locked_at), where = |j| j.status.eq(JobStatus::Running), across_tenants,
    name = "jobs_running_idx",
))]
#[pg(index(
    columns(kind, dedup_key), unique,
    where = |j| j.status.eq(JobStatus::Pending).and(j.dedup_key.is_not_null()), name = "jobs_pending_once",
))]
#[pg(check(
    name = "jobs_running_is_locked",
    "(status = 'running') = (locked_at IS NOT NULL AND locked_by IS NOT NULL)"
))]
#[pg(check(name = "jobs_attempts_in_bounds", |j| j.attempts.between(0, j.max_attempts)))]
#[pg(allow(
    index_without_tenant,
    on = "jobs_pending_idx",
    reason = "workers take jobs of all tenants"
))]
#[pg(allow(
    index_without_tenant,
    on = "jobs_running_idx",
    reason = "jobs whose worker died are looked for among those of all tenants"
))]
#[pg(allow(
    policy_always_true,
    on = "jobs_worker",
    reason = "app_worker does the jobs of all tenants, and has rights on no other table"
))]
#[pg(policy(
    name = "jobs_worker",
    to("app_worker"),
    using = "true",
    with_check = "true"
))]
#[pg(grant(
    select,
    insert(kind, payload, priority, dedup_key, run_at, max_attempts),
    to(runtime)
))]
#[pg(grant(
    select,
    update(status, attempts, run_at, locked_at, locked_by, last_error),
    delete,
    to("app_worker")
))]
#[pg(storage(
    autovacuum_vacuum_scale_factor = 0.01,
    autovacuum_vacuum_threshold = 500,
    autovacuum_vacuum_cost_delay = 0,
))]
pub struct Job {
    /// The tenant that it is done for.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the job in links and in the API.
    #[pg(primary_key)]
    pub id: JobId,
    /// What is to be done, by the name that the program has for it.
    #[pg(check("kind ~ '^[a-z][a-z0-9_.]{0,62}$'", name = "jobs_kind_form"))]
    pub kind: String,
    /// What the program needs to know.
    #[pg(default = "'{}'", check(|j| j.payload.json_type().eq("object"), name = "jobs_payload_object"))]
    pub payload: serde_json::Value,
    /// How soon it is wanted.
    #[pg(default = Priority::Normal)]
    pub priority: Priority,
    /// How far it is.
    #[pg(default = JobStatus::Pending)]
    pub status: JobStatus,
    /// Two pending jobs of a kind have different ones; NULL if there may be any number of them.
    #[pg(max_len = 200)]
    pub dedup_key: Option<String>,
    /// Not before this time.
    #[pg(default = now())]
    pub run_at: DateTime<Utc>,
    /// How often it was tried.
    #[pg(default = 0)]
    pub attempts: i16,
    /// How often it is tried before it is given up.
    #[pg(default = 5)]
    pub max_attempts: i16,
    /// Since when a worker has it.
    pub locked_at: Option<DateTime<Utc>>,
    /// Which worker has it.
    #[pg(max_len = 100)]
    pub locked_by: Option<String>,
    /// What went wrong the last time.
    #[pg(max_len = 2000)]
    pub last_error: Option<String>,
    /// When the job was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
