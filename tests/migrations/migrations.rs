//! The first migration, run by the tools that it is for.

#[path = "../catalog/mod.rs"]
mod catalog;
#[path = "../fixtures/readme.rs"]
#[allow(unreachable_pub, dead_code, reason = "it is the text of the README")]
mod readme;
#[path = "../fixtures/servers.rs"]
mod servers;

#[path = "first.rs"]
mod first;
#[path = "later.rs"]
mod later;
#[path = "revert.rs"]
mod revert;
#[path = "session.rs"]
mod session;
#[path = "tools/mod.rs"]
mod tools;
#[path = "urls.rs"]
mod urls;
