//! What members pay for.

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, PgEnum, Table};
use uuid::Uuid;

use super::common::{Currency, Timestamps};
use super::tenants::{Membership, Tenant, TenantId};
use super::users::UserId;

/// Which subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct SubscriptionId(pub Uuid);

/// What is subscribed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
pub enum PlanTier {
    /// For one person.
    Solo,
    /// For some people.
    Team,
    /// For many.
    Enterprise,
}

/// How far a subscription is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
pub enum SubscriptionStatus {
    /// Not paid for yet.
    Trial,
    /// Paid for.
    Active,
    /// To be paid for.
    PastDue,
    /// Over.
    Ended,
}

/// For how long is paid at a time.
///
/// A type of the database: there will be no other values, and nothing is ever looked up by them. An
/// operator of an enum could not use an index below a policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgEnum)]
#[pg(native, name = "billing_interval")]
pub enum BillingInterval {
    /// A month.
    Month,
    /// A year.
    Year,
}

/// What a member pays for. Of those of one member at most one is active.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "subscriptions", tenant = tenant_id)]
#[pg(index(
    columns(user_id), unique, where = |s| s.status.eq(SubscriptionStatus::Active),
    name = "subscriptions_one_active_per_user",
))]
#[pg(index(
    columns(renews_at), where = |s| s.status.is_in([SubscriptionStatus::Trial, SubscriptionStatus::Active]),
    name = "subscriptions_to_renew_idx",
))]
#[pg(check(name = "subscriptions_renews_after_start", |s| s.renews_at.gt(s.started_at)))]
#[pg(check(
    name = "subscriptions_ended_has_its_time",
    "(status = 'ended') = (ended_at IS NOT NULL)"
))]
#[pg(grant(
    select,
    insert,
    update(tier, status, price_cents, renews_at, ended_at),
    to(runtime)
))]
pub struct Subscription {
    /// The tenant that the subscription belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the subscription in links and in the API.
    #[pg(primary_key)]
    pub id: SubscriptionId,
    /// The member.
    #[pg(references(Membership::user_id, on_delete = restrict))]
    pub user_id: UserId,
    /// What is subscribed to.
    pub tier: PlanTier,
    /// How far it is.
    #[pg(default = SubscriptionStatus::Trial)]
    pub status: SubscriptionStatus,
    /// For how long is paid at a time.
    #[pg(allow(
        native_enum,
        reason = "there will be no other intervals, and nothing is looked up by them"
    ))]
    pub billing_interval: BillingInterval,
    /// What is paid at a time, in the smallest unit of the currency.
    #[pg(check(|s| s.price_cents.ge(0), name = "subscriptions_price_not_negative"))]
    pub price_cents: i64,
    /// The currency of the price.
    pub currency: Currency,
    /// Since when.
    #[pg(default = now())]
    pub started_at: DateTime<Utc>,
    /// Until when is paid.
    pub renews_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// When the subscription was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
