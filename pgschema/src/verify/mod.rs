//! What only a server can tell, proven on one (feature `postgres`).

mod error;
#[cfg(all(feature = "test-server", unix))]
mod server;
mod session;

pub use error::VerifyError;
#[cfg(all(feature = "test-server", unix))]
pub use server::{Server, ServerBuilder, ServerError};
