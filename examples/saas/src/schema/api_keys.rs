//! Keys for programs.

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, PgEnum, Table};
use uuid::Uuid;

use super::common::Timestamps;
use super::tenants::{Membership, Tenant, TenantId};
use super::users::UserId;

/// Which key of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct ApiKeyId(pub Uuid);

/// What a program may do with its key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
pub enum ApiScope {
    /// Reads documents.
    ReadDocuments,
    /// Adds and changes documents.
    WriteDocuments,
    /// Reads orders and invoices.
    ReadOrders,
    /// Adds orders.
    WriteOrders,
}

/// A key with which a program works for a tenant. The key itself is nowhere: only its hash is kept,
/// and `tenant_of_api_key` finds the tenant by it.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "api_keys", tenant = tenant_id)]
#[pg(index(
    columns(key_hash),
    unique,
    across_tenants,
    name = "api_keys_key_hash_key"
))]
#[pg(allow(
    unique_across_tenants,
    reason = "a hash of 256 random bits: nobody finds one by trying"
))]
#[pg(check(name = "api_keys_expires_later", |k| k.expires_at.gt(k.timestamps.created_at)))]
#[pg(storage(fillfactor = 70))]
#[pg(policy(name = "api_keys_sign_in", for = select, to(owner), using = "true"))]
#[pg(grant(select, insert, update(name, last_used_at, revoked_at), to(runtime)))]
pub struct ApiKey {
    /// The tenant that the program works for.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the key in links and in the API.
    #[pg(primary_key)]
    pub id: ApiKeyId,
    /// What it is for, in the words of who made it.
    #[pg(max_len = 100)]
    pub name: String,
    /// The first characters of the key, by which people recognise it.
    #[pg(check("prefix ~ '^[a-z0-9]{8}$'", name = "api_keys_prefix_form"))]
    pub prefix: String,
    /// SHA-256 of the key, which is random itself and needs no salt.
    pub key_hash: [u8; 32],
    /// What the program may do.
    #[pg(check(|k| k.scopes.cardinality().gt(0), name = "api_keys_scopes_not_empty"))]
    pub scopes: Vec<ApiScope>,
    /// Who made the key.
    #[pg(references(Membership::user_id, on_delete = restrict))]
    pub created_by: UserId,
    /// When the key stops working.
    pub expires_at: DateTime<Utc>,
    /// When it was used last. No index has the column, so that a change of it needs room on the page
    /// only, which the fill factor leaves.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When somebody took it back.
    pub revoked_at: Option<DateTime<Utc>>,
    /// When the key was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
