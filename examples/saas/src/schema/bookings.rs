//! Rooms, and who has them when.

use std::ops::Range;

use chrono::{DateTime, Utc};
use pgschema::{PgDomain, Table};
use uuid::Uuid;

use super::common::Timestamps;
use super::tenants::{Membership, Tenant, TenantId};
use super::users::UserId;

/// Which room.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct RoomId(pub Uuid);

/// Which booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PgDomain)]
#[pg(transparent)]
pub struct BookingId(pub Uuid);

/// A room that can be booked.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "rooms", tenant = tenant_id)]
pub struct Room {
    /// The tenant that the room belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the room in links and in the API.
    #[pg(primary_key)]
    pub id: RoomId,
    /// What is on its door.
    #[pg(unique, max_len = 100)]
    pub name: String,
    /// How many people fit in.
    #[pg(check(|r| r.capacity.between(1, 1000), name = "rooms_capacity_range"))]
    pub capacity: i16,
    /// When the room was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}

/// A room for somebody, for a time. No two bookings of a room overlap, unless one was cancelled.
#[derive(Clone, Debug, PartialEq, Table)]
#[pg(table = "bookings", tenant = tenant_id)]
#[pg(exclude(
    columns(tenant_id with "=", room_id with "=", during with "&&"), using = gist,
    where = |b| b.cancelled_at.is_null(), name = "bookings_room_once_at_a_time",
))]
#[pg(check(
    name = "bookings_during_has_both_ends",
    |b| b.during.lower_bound().is_not_null().and(b.during.upper_bound().is_not_null()),
))]
#[pg(check(
    name = "bookings_during_half_open",
    "lower_inc(during) AND NOT upper_inc(during)"
))]
#[pg(check(
    name = "bookings_at_most_a_day",
    "upper(during) - lower(during) <= interval '24 hours'"
))]
#[pg(grant(select, insert, update(purpose, cancelled_at), to(runtime)))]
pub struct Booking {
    /// The tenant that the booking belongs to.
    #[pg(references(Tenant::id, on_delete = restrict))]
    pub tenant_id: TenantId,
    /// Stands for the booking in links and in the API.
    #[pg(primary_key)]
    pub id: BookingId,
    /// The room.
    #[pg(references(Room::id, on_delete = restrict))]
    pub room_id: RoomId,
    /// From when until when; the end is the next booking's.
    pub during: Range<DateTime<Utc>>,
    /// Who booked it.
    #[pg(references(Membership::user_id, on_delete = restrict))]
    pub booked_by: UserId,
    /// What for.
    #[pg(max_len = 200)]
    pub purpose: Option<String>,
    /// When it was cancelled.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// When the booking was added and changed.
    #[pg(flatten)]
    pub timestamps: Timestamps,
}
