//! What only a server can tell, proven on one (feature `postgres`).

mod error;
mod session;

pub use error::VerifyError;
