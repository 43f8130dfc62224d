//! What only a server can tell, proven on one (feature `postgres`).

mod audit;
mod compare;
mod error;
mod privileges;
mod prove;
#[cfg(all(feature = "test-server", unix))]
mod server;
mod session;

pub use audit::{Audit, Auditor, SkippedRule, audit};
pub use compare::{Drift, compare, compare_without_expressions};
pub use error::VerifyError;
pub use privileges::{
    Cause, PrivilegeDifference, PrivilegeReport, Verdict, WrongPrivileges, privileges,
};
pub use prove::{Attempt, BrokenIsolation, Outcome, Proof, Prover, Tried, prove};
#[cfg(all(feature = "test-server", unix))]
pub use server::{Server, ServerBuilder, ServerError};

/// What a [`Drift`] is made of.
pub mod drift {
    pub use super::compare::{
        DeniedDrift, Difference, Grantee, Kind, NotCompared, Object, Part, What,
    };
}
