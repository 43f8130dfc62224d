//! What the law wants to know about customers.

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, PgEnum, Table};
use uuid::Uuid;

use super::common::Timestamps;
use super::tenants::{Membership, Tenant, TenantId};
use super::users::UserId;

/// Which identity check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct IdentityCheckId(pub Uuid);

/// How far an identity check is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
pub enum IdentityStatus {
    /// Nobody has looked yet.
    Open,
    /// The person is who they say.
    Verified,
    /// They are not.
    Rejected,
}

/// A look at the passport of a member. The server has ciphertext only: the application encrypts
/// with a key that never comes here, and finds a passport again by a keyed hash of its number.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "identity_checks", tenant = tenant_id)]
#[pg(check(
    name = "identity_checks_decided_has_its_time",
    "(status = 'open') = (decided_at IS NULL)"
))]
#[pg(grant(
    select,
    insert,
    update(status, decided_at, key_id, passport),
    to(runtime)
))]
#[pg(grant(select(tenant_id, id, user_id, status, decided_at), to(readonly)))]
pub struct IdentityCheck {
    /// The tenant that the check belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the check in links and in the API.
    #[pg(primary_key)]
    pub id: IdentityCheckId,
    /// The member.
    #[pg(references(Membership::user_id, on_delete = restrict))]
    pub user_id: UserId,
    /// How far it is.
    #[pg(default = IdentityStatus::Open)]
    pub status: IdentityStatus,
    /// The passport, encrypted with AES-256-GCM: 12 bytes of nonce, the ciphertext, 16 bytes of tag.
    #[pg(storage = external)]
    #[pg(check(|c| c.passport.octet_length().between(29, 65_536), name = "identity_checks_passport_size"))]
    pub passport: Vec<u8>,
    /// Which key it is encrypted with, in the key management service.
    #[pg(check("key_id ~ '^[a-z0-9-]{1,64}$'", name = "identity_checks_key_id_form"))]
    pub key_id: String,
    /// HMAC-SHA-256 of the number of the passport, with a key of its own for each tenant.
    #[pg(unique)]
    pub number_hash: [u8; 32],
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// When the check was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
