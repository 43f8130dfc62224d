//! Who did what.

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, PgEnum, Table};
use uuid::Uuid;

use super::tenants::{Tenant, TenantId};
use super::users::UserId;

/// Which entry of the audit trail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct AuditEntryId(pub i64);

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
pub enum AuditAction {
    /// Something was added.
    Created,
    /// Something was changed.
    Changed,
    /// Something was removed.
    Removed,
    /// Somebody looked at something that is looked at rarely.
    Viewed,
    /// Somebody signed in.
    SignedIn,
}

/// Who did what. Entries are added and never changed, not even by the owner of the table, and the
/// application can neither read them nor say who it was or when.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "audit_entries", tenant = tenant_id, append_only)]
#[pg(index(columns(object_kind, object_id, id)))]
#[pg(index(columns(actor_id, id)))]
#[pg(storage(autovacuum_vacuum_insert_scale_factor = 0.05))]
pub struct AuditEntry {
    /// The tenant that the entry belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// The place of the entry in the trail. Numbers that are missing belong to transactions that were
    /// rolled back.
    #[pg(primary_key, identity)]
    pub id: AuditEntryId,
    /// When it was done.
    #[pg(default = clock_timestamp())]
    pub occurred_at: DateTime<Utc>,
    /// Who did it: the person that the transaction was bound to, if there was one. No foreign key:
    /// the trail outlives what it speaks of.
    #[pg(default = current_user_id())]
    pub actor_id: Option<UserId>,
    /// What was done.
    pub action: AuditAction,
    /// What it was done to: document.
    #[pg(check(
        "object_kind ~ '^[a-z_]{1,63}$'",
        name = "audit_entries_object_kind_form"
    ))]
    pub object_kind: String,
    /// Which of them.
    pub object_id: Uuid,
    /// What was before and what is after, without secrets.
    #[pg(check(|a| a.details.json_type().eq("object"), name = "audit_entries_details_object"))]
    pub details: serde_json::Value,
}
