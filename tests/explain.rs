//! Plans of real servers, good and bad, and what is read in them.

#[path = "explain/cases.rs"]
mod cases;
#[path = "explain/plans.rs"]
mod plans;
#[path = "explain/stored.rs"]
mod stored;
#[path = "explain/world.rs"]
mod world;
