//! Tenants, and who works for them.

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, PgEnum, Table};
use uuid::Uuid;

use super::common::Timestamps;
use super::lookups::Country;
use super::users::{User, UserId};

/// Which tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct TenantId(pub Uuid);

/// An organisation that uses the application. Whatever belongs to it has its id.
///
/// The application makes the id, binds the transaction to it (SET LOCAL app.tenant_id) and adds the
/// tenant then: nobody adds a tenant for somebody else.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "tenants", tenant = id)]
#[pg(check(name = "tenants_name_not_blank", |t| t.name.trim().ne("")))]
#[pg(grant(select, insert, update(name, country), to(runtime)))]
pub struct Tenant {
    /// The id, made by the application.
    #[pg(primary_key, no_default)]
    pub id: TenantId,
    /// The part of the address that is the tenant's own.
    #[pg(
        unique,
        check("slug ~ '^[a-z][a-z0-9-]{1,61}[a-z0-9]$'", name = "tenants_slug_form")
    )]
    pub slug: String,
    /// What the organisation is called.
    #[pg(max_len = 200)]
    pub name: String,
    /// Where it has its seat, which decides on taxes.
    pub country: Country,
    /// When the tenant was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}

/// What a member may do. The application decides by it; what the database decides by is the tenant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
pub enum MemberRole {
    /// Pays, and can close the account.
    Owner,
    /// Manages members and settings.
    Admin,
    /// Works with everything.
    Member,
    /// Looks, and comments.
    Guest,
}

/// Somebody who works for a tenant. Members who leave stay here, as what they did does.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "memberships", tenant = tenant_id, primary_key(columns(tenant_id, user_id)))]
#[pg(index(columns(role), where = |m| m.left_at.is_null()))]
#[pg(check(name = "memberships_left_after_joining", |m| m.left_at.ge(m.joined_at)))]
#[pg(policy(name = "memberships_sign_in", for = select, to(owner), using = "true"))]
#[pg(grant(select, insert, update(role, display_name, left_at), to(runtime)))]
pub struct Membership {
    /// The tenant that the membership belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// The person.
    #[pg(references(User::id, on_delete = restrict))]
    pub user_id: UserId,
    /// What the member may do.
    #[pg(default = MemberRole::Member)]
    pub role: MemberRole,
    /// The name that colleagues see; the account itself is for nobody else's eyes.
    #[pg(max_len = 100, check(|m| m.display_name.trim().ne(""), name = "memberships_display_name_not_blank"))]
    pub display_name: String,
    /// Since when.
    #[pg(default = now())]
    pub joined_at: DateTime<Utc>,
    /// Until when; NULL for those who are members now.
    pub left_at: Option<DateTime<Utc>>,
    /// When the membership was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
