//! Any name that a server takes works wherever something has a name, and the server then holds
//! exactly that text; a name that it doesn't take is refused before it is asked.

#[path = "catalog/mod.rs"]
mod catalog;
#[path = "fixtures/servers.rs"]
mod servers;

#[path = "names/chosen.rs"]
mod chosen;
#[path = "names/random.rs"]
mod random;
#[path = "names/refused.rs"]
mod refused;
#[path = "names/roles.rs"]
mod roles;
#[path = "names/schema.rs"]
mod schema;
#[path = "names/strings.rs"]
mod strings;
