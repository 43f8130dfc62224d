//! What only a server can tell, proven on one (feature `postgres`).

mod audit;
mod error;
mod privileges;
#[cfg(all(feature = "test-server", unix))]
mod server;
mod session;

pub use audit::{Audit, Auditor, SkippedRule, audit};
pub use error::VerifyError;
pub use privileges::{
    Cause, PrivilegeDifference, PrivilegeReport, Verdict, WrongPrivileges, privileges,
};
#[cfg(all(feature = "test-server", unix))]
pub use server::{Server, ServerBuilder, ServerError};
