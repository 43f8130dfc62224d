//! The first migration, run by the tools that it is for.

#[path = "catalog/mod.rs"]
mod catalog;
#[path = "fixtures/readme.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is the text of the README")]
mod readme;
#[path = "fixtures/servers.rs"]
mod servers;

#[path = "migrations/first.rs"]
mod first;
#[path = "migrations/later.rs"]
mod later;
#[path = "migrations/revert.rs"]
mod revert;
#[path = "migrations/session.rs"]
mod session;
#[path = "migrations/tools/mod.rs"]
mod tools;
