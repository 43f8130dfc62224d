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

/// A look at the passport of a member. The application seals the picture and the number with keys that never come to the server, and finds
/// a passport again by the blind index of its number.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "identity_checks", tenant = tenant_id)]
#[pg(check(
    name = "identity_checks_decided_has_its_time",
    "(status = 'open') = (decided_at IS NULL)"
))]
#[pg(grant(select, insert, update(status, decided_at, passport), to(runtime)))]
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
    /// The picture of the passport.
    #[pg(encrypted, max_len = 65_536)]
    pub passport: Vec<u8>,
    /// The number of the passport, without blanks and in capitals. There is one check of a passport.
    #[pg(encrypted(unique), max_len = 20)]
    pub number: Vec<u8>,
    /// When it was decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// When the check was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
