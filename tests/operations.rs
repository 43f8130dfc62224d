//! The files around a database, given to the real servers that they are for.

#[path = "operations/files.rs"]
mod files;
#[path = "operations/pooler.rs"]
mod pooler;
#[path = "operations/production.rs"]
mod production;
#[path = "operations/tls.rs"]
mod tls;
