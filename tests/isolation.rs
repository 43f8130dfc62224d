//! Nobody reaches the rows of another tenant, whatever they try, and no role does what it is not
//! for: over connections of the roles that log in, on every version.

#[path = "fixtures/notebook.rs"]
mod notebook;

#[path = "isolation/append_only.rs"]
mod append_only;
#[path = "isolation/copy.rs"]
mod copy;
#[path = "isolation/foreign_rows.rs"]
mod foreign_rows;
#[path = "isolation/keys.rs"]
mod keys;
#[path = "isolation/owner.rs"]
mod owner;
#[path = "isolation/public.rs"]
mod public;
#[path = "isolation/roles.rs"]
mod roles;
#[path = "isolation/settings.rs"]
mod settings;
#[path = "isolation/world.rs"]
mod world;
