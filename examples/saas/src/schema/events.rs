//! What happens in the application.

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, Table};
use uuid::Uuid;

use super::tenants::{Tenant, TenantId};
use super::users::UserId;

/// Which event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct EventId(pub Uuid);

/// What happened, for statistics. Old months are dropped with their partition.
///
/// The partitions of further months are made by a job before they are needed; an event that finds
/// none goes to events_other, which should be empty.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "events", tenant = tenant_id, primary_key(columns(occurred_at, id)))]
#[pg(partition_by(range(occurred_at)))]
#[pg(partition(
    name = "events_2026_01",
    from("2026-01-01 00:00:00+00"),
    to("2026-02-01 00:00:00+00")
))]
#[pg(partition(
    name = "events_2026_02",
    from("2026-02-01 00:00:00+00"),
    to("2026-03-01 00:00:00+00")
))]
#[pg(partition(
    name = "events_2026_03",
    from("2026-03-01 00:00:00+00"),
    to("2026-04-01 00:00:00+00")
))]
#[pg(partition(name = "events_other", default))]
#[pg(index(columns(occurred_at), using = brin, with(pages_per_range = 32, autosummarize = true)))]
#[pg(index(columns(kind, occurred_at desc)))]
#[pg(storage(
    autovacuum_vacuum_insert_scale_factor = 0.1,
    autovacuum_analyze_scale_factor = 0.02
))]
#[pg(grant(select, insert, to(runtime)))]
pub struct Event {
    /// The tenant that the event belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// When it happened.
    #[pg(default = now())]
    pub occurred_at: DateTime<Utc>,
    /// Stands for the event in links and in the API.
    #[pg(default = uuidv7())]
    pub id: EventId,
    /// What happened: document.opened. What is looked up is a column, since nothing inside of
    /// `payload` can use an index below a policy.
    #[pg(check("kind ~ '^[a-z_]+([.][a-z_]+)*$'", name = "events_kind_form"))]
    pub kind: String,
    /// Who did it; no foreign key, since events are many and people stay.
    pub user_id: Option<UserId>,
    /// What else there is to say.
    #[pg(default = "'{}'", check(|e| e.payload.json_type().eq("object"), name = "events_payload_object"))]
    pub payload: serde_json::Value,
}
