//! Values that the server keeps and can't read, on real servers.

#[path = "encryption/secrets.rs"]
mod secrets;
#[path = "encryption/server.rs"]
mod server;
#[path = "encryption/tampering.rs"]
mod tampering;
#[path = "encryption/world.rs"]
mod world;
