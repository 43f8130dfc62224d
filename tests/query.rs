//! Statements of `pgschema::query`, run by real servers.

#[path = "query/bound.rs"]
mod bound;
#[path = "query/comparisons.rs"]
mod comparisons;
#[path = "query/drivers.rs"]
mod drivers;
#[path = "query/injection.rs"]
mod injection;
#[path = "query/lengths.rs"]
mod lengths;
#[path = "query/queue.rs"]
mod queue;
#[path = "query/refused.rs"]
mod refused;
#[path = "query/signed.rs"]
mod signed;
#[path = "query/statements.rs"]
mod statements;
#[path = "query/values.rs"]
mod values;
#[path = "query/world.rs"]
mod world;
