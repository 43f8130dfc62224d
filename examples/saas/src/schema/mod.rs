//! The tables, one topic in each file.
//!
//! What all of them follow:
//!
//! - Every table that belongs to a tenant names the tenant's column, and everything else follows
//!   from it: keys and indexes lead with it, foreign keys take it along, a policy compares it with
//!   the tenant that the transaction is bound to.
//! - People are global, since one person may work for several tenants. What a tenant knows of a
//!   person is the [`Membership`](tenants::Membership), and tables of tenants refer to that one:
//!   nobody who isn't a member can own anything.
//! - Money is a whole number of the currency's smallest unit. Times are `timestamptz`.
//! - Rights are written down where the derived ones (read, add, change, remove) say too much.

pub mod api_keys;
pub mod audit;
pub mod bookings;
pub mod common;
pub mod documents;
pub mod events;
pub mod invoices;
pub mod jobs;
pub mod kyc;
pub mod lookups;
pub mod orders;
pub mod search;
pub mod subscriptions;
pub mod tenants;
pub mod users;
