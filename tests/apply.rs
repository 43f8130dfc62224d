//! The DDL runs, again and again, and what can't run is refused before it does.

#[path = "catalog/mod.rs"]
mod catalog;
#[path = "fixtures/everything.rs"]
mod everything;
#[path = "fixtures/servers.rs"]
mod servers;

#[path = "apply/elements.rs"]
mod elements;
#[path = "apply/invalid.rs"]
mod invalid;
#[path = "apply/order.rs"]
mod order;
#[path = "apply/refused/mod.rs"]
mod refused;
#[path = "apply/roles.rs"]
mod roles;
#[path = "apply/snapshot.rs"]
mod snapshot;
#[path = "apply/tenants.rs"]
mod tenants;
#[path = "apply/twice.rs"]
mod twice;
#[path = "apply/version.rs"]
mod version;
